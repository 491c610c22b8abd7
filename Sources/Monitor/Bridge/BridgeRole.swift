/// What a configuration must be for the bridge to run, or to go on, with it.
///
/// Who works in the bridge asks the ``ConfigurationStore`` each time, and all that is pending is in the database: there
/// is nothing to change over.
struct BridgeRole: ReloadableRole {
    let options: BridgeOptions

    /// Makes sure that the bridge is not open to everybody without having been told to.
    ///
    /// - Throws: ``BridgeError``, or an error if a token cannot be read.
    func check(_ configuration: Configuration) throws {
        if configuration.bridge.tokens.isEmpty, !options.address.isLoopback, !options.allowsAnonymous {
            throw BridgeError.anonymous(options.address)
        }
        // A token that cannot be read would lock everybody out and yet count as protection.
        for token in configuration.bridge.tokens where try token.read().isEmpty { throw BridgeError.emptyToken }
    }

    func check(_ configuration: Configuration, replacing old: Configuration) throws {
        try check(configuration)
        try ReloadError.refuse(change: "global.storage_path", from: storagePath(old), to: storagePath(configuration))
    }

    func apply(_ configuration: Configuration) {}

    /// The folder of the database.
    func storagePath(_ configuration: Configuration) -> String {
        options.storagePath ?? configuration.global.storagePath
    }
}
