/// What the command line decides about a bridge.
public struct BridgeOptions: Sendable {
    /// Where to listen.
    public var address: ListenAddress
    /// The folder of the database; the configuration's `storage_path` if nil.
    public var storagePath: String?
    /// The `modelwatch` executable, which supervises commands.
    public var executable: String
    /// Lets anybody send alerts from other machines.
    public var allowsAnonymous: Bool
    /// When the configuration is read again.
    public var reload: ReloadOptions

    /// Creates options.
    public init(
        address: ListenAddress, storagePath: String?, executable: String, allowsAnonymous: Bool,
        reload: ReloadOptions = .onDemand
    ) {
        self.address = address
        self.storagePath = storagePath
        self.executable = executable
        self.allowsAnonymous = allowsAnonymous
        self.reload = reload
    }
}
