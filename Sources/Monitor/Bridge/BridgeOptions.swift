/// What the command line decides about a bridge.
public struct BridgeOptions: Sendable {
    /// How it is served.
    public var web: WebOptions
    /// The folder of the database; the configuration's `storage_path` if nil.
    public var storagePath: String?
    /// The `modelwatch` executable, which supervises commands.
    public var executable: String
    /// When the configuration is read again.
    public var reload: ReloadOptions

    /// Creates options.
    public init(web: WebOptions, storagePath: String?, executable: String, reload: ReloadOptions = .onDemand) {
        self.web = web
        self.storagePath = storagePath
        self.executable = executable
        self.reload = reload
    }
}
