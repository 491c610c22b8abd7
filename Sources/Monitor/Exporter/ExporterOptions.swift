/// What the command line decides about an exporter.
public struct ExporterOptions: Sendable {
    /// Where to listen.
    public let address: ListenAddress
    /// The folder for everything kept; the configuration's `storage_path` if nil.
    public let storagePath: String?
    /// Whether anybody on the network may read the metrics.
    public let allowsAnonymous: Bool

    /// Sets the options.
    public init(address: ListenAddress, storagePath: String? = nil, allowsAnonymous: Bool) {
        self.address = address
        self.storagePath = storagePath
        self.allowsAnonymous = allowsAnonymous
    }
}
