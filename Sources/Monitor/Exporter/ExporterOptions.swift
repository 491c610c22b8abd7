/// What the command line decides about an exporter.
public struct ExporterOptions: Sendable {
    /// How it is served.
    public let web: WebOptions
    /// The folder for everything kept; the configuration's `storage_path` if nil.
    public let storagePath: String?

    /// Sets the options.
    public init(web: WebOptions, storagePath: String? = nil) {
        self.web = web
        self.storagePath = storagePath
    }
}
