import Transfers

extension ConfigurationMapping {
    /// Networks in CIDR notation; everywhere where the key is absent.
    func networks(_ key: String) -> NetworkRule {
        let texts: [String]? = optionalValue(key)
        if texts?.isEmpty == true { reject(key, "must hold at least one network such as 10.0.0.0/8") }
        let blocks: [NetworkBlock] = (texts ?? []).compactMap { text in
            do {
                return try NetworkBlock(text)
            } catch {
                reject(key, "holds \(text): \(error)")
                return nil
            }
        }
        return NetworkRule(key: "\(self.key ?? "").\(key)", networks: blocks)
    }
}
