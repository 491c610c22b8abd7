/// What the command line decides about a bridge.
public struct BridgeOptions: Sendable {
    /// The address to listen on.
    public var host: String
    /// The port to listen on; 0 takes a free one.
    public var port: Int
    /// The folder of the database; the configuration's `storage_path` if nil.
    public var storagePath: String?
    /// The `modelwatch` executable, which supervises commands.
    public var executable: String
    /// Lets anybody send alerts from other machines.
    public var allowsAnonymous: Bool

    /// Creates options.
    public init(host: String, port: Int, storagePath: String?, executable: String, allowsAnonymous: Bool) {
        self.host = host
        self.port = port
        self.storagePath = storagePath
        self.executable = executable
        self.allowsAnonymous = allowsAnonymous
    }

    /// Whether only this machine can reach the address.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
