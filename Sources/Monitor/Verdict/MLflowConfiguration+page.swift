extension MLflowConfiguration {
    /// Where a person can look at a version of a model; nil if the address would tell a password.
    func page(of version: String, model: String) -> String? {
        guard SecretPattern.masked(url) == url, !version.isEmpty else { return nil }
        return "\(url)/#/models/\(EngineClient.segment(model))/versions/\(EngineClient.segment(version))"
    }
}
