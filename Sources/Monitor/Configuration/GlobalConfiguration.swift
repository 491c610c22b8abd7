/// The `global` section: intervals and paths that hold for everything.
public struct GlobalConfiguration: Sendable, Equatable {
    /// How often current data are looked at; 30s by default.
    public let evaluationInterval: Duration
    /// How long one evaluation may take; 5m by default.
    public let evaluationTimeout: Duration
    /// The folder for everything we keep; `data` beside the configuration file by default.
    public let storagePath: String
    /// How much memory one evaluation may take for values, 256MB by default, and what becomes of what exceeds it.
    public let memory: MemorySettings

    /// The most bytes that the cached reference profiles of one model may take; 2GB by default, 0 for no cache.
    public let profileCacheLimit: Int
    /// The most series of all models together, of which each has an equal share; nil by default, for no limit.
    public let seriesLimit: Int?

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
            budget: budget.bytes, spillFolder: mapping.path("spill_path", default: MemorySettings.standard.spillFolder),
            beyondBudget: mapping.value("beyond_budget", default: .spill))
        let cache: ByteCount = mapping.value("profile_cache_limit", default: ByteCount(bytes: 2 << 30))
        profileCacheLimit = cache.bytes
        seriesLimit = mapping.optionalValue("series_limit")
        if let seriesLimit, seriesLimit < 1 {
            mapping.reject("series_limit", "must be at least 1, found \(seriesLimit)")
        }
        mapping.requirePositive("evaluation_interval")
        mapping.requirePositive("evaluation_timeout")
    }

    /// The cache of reference profiles.
    ///
    /// - Parameter storage: The folder for everything kept, where it is not the configured one.
    public func profileCache(storage: String? = nil) -> ProfileCache? {
        guard profileCacheLimit > 0 else { return nil }
        return ProfileCache(folder: (storage ?? storagePath) + "/profiles", limit: profileCacheLimit)
    }
}
