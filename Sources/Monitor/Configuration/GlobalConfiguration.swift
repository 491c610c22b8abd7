/// The `global` section: intervals and paths that hold for everything.
public struct GlobalConfiguration: Sendable, Equatable {
    /// How often current data are looked at; 30s by default.
    public let evaluationInterval: Duration
    /// How long one evaluation may take; 5m by default.
    public let evaluationTimeout: Duration
    /// The folder for everything we keep; `data` beside the configuration file by default.
    public let storagePath: String
    /// How much memory one evaluation may take for values, 256MB by default, and the folder for what exceeds it.
    public let memory: MemorySettings

    private static let smallestBudget = 16 << 20

    init(_ mapping: ConfigurationMapping) {
        evaluationInterval = mapping.value("evaluation_interval", default: .seconds(30))
        evaluationTimeout = mapping.value("evaluation_timeout", default: .seconds(300))
        storagePath = mapping.path("storage_path", default: "data")
        let budget: ByteCount = mapping.value(
            "memory_budget", default: ByteCount(bytes: MemorySettings.standard.budget))
        if budget.bytes < Self.smallestBudget, mapping.contains("memory_budget") {
            mapping.reject("memory_budget", "must be at least 16MB")
        }
        memory = MemorySettings(
            budget: budget.bytes, spillFolder: mapping.path("spill_path", default: MemorySettings.standard.spillFolder))
        mapping.requirePositive("evaluation_interval")
        mapping.requirePositive("evaluation_timeout")
    }
}
