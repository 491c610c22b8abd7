import Transfers

extension BridgeConfiguration {
    /// Makes sure that tokens and keys, where there are any, can be read and tell people apart.
    ///
    /// - Throws: An error that says which cannot be used, and what to do.
    public func checkSecrets() throws {
        // A token that cannot be read would lock everybody out and yet count as protection.
        for token in tokens where try token.read().isEmpty { throw BridgeError.emptyToken }
        for signature in signatures where try signature.key().isEmpty { throw BridgeError.emptyKey }
        try OperatorTokens(operators).check(apartFrom: tokens + signatures.map(\.secret))
    }
}
