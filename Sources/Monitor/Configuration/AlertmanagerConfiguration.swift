/// The `alertmanager` section: the server that groups and routes alerts.
public struct AlertmanagerConfiguration: Sendable, Equatable {
    /// Its base URL, without a slash at the end.
    public let url: String

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
    }
}
