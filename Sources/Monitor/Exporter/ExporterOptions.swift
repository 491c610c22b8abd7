/// What the command line decides about an exporter.
public struct ExporterOptions: Sendable {
    /// How it is served.
    public let web: WebOptions
    /// The folder for everything kept; the configuration's `storage_path` if nil.
    public let storagePath: String?
    /// When the configuration is read again.
    public let reload: ReloadOptions

    /// Sets the options.
    public init(web: WebOptions, storagePath: String? = nil, reload: ReloadOptions = .onDemand) {
        self.web = web
        self.storagePath = storagePath
        self.reload = reload
    }
}
