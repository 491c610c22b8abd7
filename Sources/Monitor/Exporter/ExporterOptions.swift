/// What the command line decides about an exporter.
public struct ExporterOptions: Sendable {
    /// Where to listen.
    public let address: ListenAddress
    /// Whether anybody on the network may read the metrics.
    public let allowsAnonymous: Bool

    /// Sets the options.
    public init(address: ListenAddress, allowsAnonymous: Bool) {
        self.address = address
        self.allowsAnonymous = allowsAnonymous
    }
}
