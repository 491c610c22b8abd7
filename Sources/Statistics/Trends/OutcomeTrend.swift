/// How the outcomes of predictions change with time.
public struct OutcomeTrend: Sendable, Equatable {
    /// Per second since 1970-01-01 UTC.
    public let line: LinearTrend
    /// The two-sided probability of such a slope where there is none.
    public let pValue: Double
    /// From the first to the last row in seconds.
    public let span: Double
    /// Of the outcomes.
    public let mean: Double

    /// By how much the line rises from the first row to the last.
    public var change: Double { line.slope * span }
}
