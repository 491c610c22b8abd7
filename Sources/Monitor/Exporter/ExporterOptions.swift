/// What the command line decides about an exporter.
public struct ExporterOptions: Sendable {
    /// Where to listen.
    public let address: ListenAddress
    /// The folder for everything kept; the configuration's `storage_path` if nil.
    public let storagePath: String?
    /// Whether anybody on the network may read the metrics.
    public let allowsAnonymous: Bool
    /// When the configuration is read again.
    public let reload: ReloadOptions

    /// Sets the options.
    public init(
        address: ListenAddress, storagePath: String? = nil, allowsAnonymous: Bool, reload: ReloadOptions = .onDemand
    ) {
        self.address = address
        self.storagePath = storagePath
        self.allowsAnonymous = allowsAnonymous
        self.reload = reload
    }
}
