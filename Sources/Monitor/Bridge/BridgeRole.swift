import Transfers

/// What a configuration must be for the bridge to run, or to go on, with it.
///
/// Who works in the bridge asks the ``ConfigurationStore`` each time, and all that is pending is in the database: there
/// is nothing to change over.
struct BridgeRole: ReloadableRole {
    let options: BridgeOptions

    func check(_ configuration: Configuration, replacing old: Configuration) throws {
        try configuration.bridge.checkSecrets()
        try ReloadError.refuse(change: "global.storage_path", from: storagePath(old), to: storagePath(configuration))
        // At the start the server made sure that it is not open to everybody: it must not become so.
        if configuration.bridge.isOpenToAll, !old.bridge.isOpenToAll, try options.web.isExposed() {
            throw WebServerError.anonymous(options.web.addresses.map(\.description))
        }
    }

    func apply(_ configuration: Configuration) {}

    /// The folder of the database.
    func storagePath(_ configuration: Configuration) -> String {
        options.storagePath ?? configuration.global.storagePath
    }
}
