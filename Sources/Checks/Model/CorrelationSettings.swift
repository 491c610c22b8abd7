/// Which correlations are measured, and when one counts as changed.
public struct CorrelationSettings: Sendable, Equatable {
    /// Names of the catalogue, each once.
    public let methods: [String]
    /// Names, or patterns with `*` and `?`, of the columns.
    public let columns: [String]
    /// Correlations are computed over at most this many different rows.
    public let sampleLimit: Int
    /// The difference from which on a correlation counts as changed, unless chance explains it.
    public let threshold: Double

    /// Sets what is measured.
    public init(
        methods: [String] = ["pearson", "spearman", "cramer_v"], columns: [String] = ["*"], sampleLimit: Int = 10_000,
        threshold: Double = 0.1
    ) {
        self.methods = methods
        self.columns = columns
        self.sampleLimit = sampleLimit
        self.threshold = threshold
    }
}
