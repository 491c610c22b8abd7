/// What becomes of the numbers of a column that are too many for memory.
public enum BeyondBudget: String, Sendable, ConfigurationChoice {
    /// They go to a file, and everything stays exact.
    case spill
    /// They are counted in buckets, and what these do not tell comes with bounds.
    case bounds

    static let placeholder = BeyondBudget.spill
}
