/// What the command line decides about a bridge.
public struct BridgeOptions: Sendable {
    /// How it is served.
    public var web: WebOptions
    /// The folder of the database; the configuration's `storage_path` if nil.
    public var storagePath: String?
    /// The `modelwatch` executable, which supervises commands.
    public var executable: String

    /// Creates options.
    public init(web: WebOptions, storagePath: String?, executable: String) {
        self.web = web
        self.storagePath = storagePath
        self.executable = executable
    }
}
