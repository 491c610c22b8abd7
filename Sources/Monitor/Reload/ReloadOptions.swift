/// What the command line decides about reloads.
public struct ReloadOptions: Sendable {
    /// How often to look whether a configuration file changed; nil to wait for SIGHUP or a request.
    public let autoReloadInterval: Duration?

    /// Reloads when told to.
    public static let onDemand = ReloadOptions(autoReloadInterval: nil)

    /// Sets the options.
    public init(autoReloadInterval: Duration?) {
        self.autoReloadInterval = autoReloadInterval
    }
}
