extension ConfigurationMapping {
    /// Matchers in Alertmanager's syntax, at least one of which must be there.
    func matchers(_ key: String) -> [LabelMatcher] {
        parsed(value(key), key)
    }

    /// Matchers in Alertmanager's syntax, or others where the key is absent.
    func matchers(_ key: String, default fallback: [String]) -> [LabelMatcher] {
        parsed(value(key, default: fallback), key)
    }

    private func parsed(_ texts: [String], _ key: String) -> [LabelMatcher] {
        if texts.isEmpty, contains(key) {
            reject(key, "must hold at least one matcher such as alertname=\"ModelDrift\"")
        }
        return texts.compactMap { text in
            do {
                return try LabelMatcher(text)
            } catch {
                reject(key, "holds \(text): \(error)")
                return nil
            }
        }
    }
}
