/// The `on_resolve` section of a policy: what follows when every alert behind a trigger is over.
public struct ResolveConfiguration: Sendable, Equatable {
    /// Whether a trigger that has not been started is cancelled; true by default.
    public let cancelsPending: Bool
    /// Whether a run is cancelled; false by default.
    public let cancelsRunning: Bool
    /// How long the alerts must stay resolved before a run is cancelled; 10m by default.
    ///
    /// An alert also counts as resolved four minutes after Prometheus died.
    public let confirm: Duration

    init(_ mapping: ConfigurationMapping) {
        cancelsPending = mapping.value("cancel_pending", default: true)
        cancelsRunning = mapping.value("cancel_running", default: false)
        confirm = mapping.value("confirm", default: .seconds(600))
    }
}
