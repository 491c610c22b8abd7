/// The `global` section: intervals and paths that hold for everything.
public struct GlobalConfiguration: Sendable, Equatable {
    /// How often current data are looked at; 30s by default.
    public let evaluationInterval: Duration
    /// How long one evaluation may take; 5m by default.
    public let evaluationTimeout: Duration
    /// The folder for everything we keep; `data` beside the configuration file by default.
    public let storagePath: String

    init(_ mapping: ConfigurationMapping) {
        evaluationInterval = mapping.value("evaluation_interval", default: .seconds(30))
        evaluationTimeout = mapping.value("evaluation_timeout", default: .seconds(300))
        storagePath = mapping.path("storage_path", default: "data")
        mapping.requirePositive("evaluation_interval")
        mapping.requirePositive("evaluation_timeout")
    }
}
