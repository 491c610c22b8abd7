/// The share of predictions whose most probable label has less than a set probability.
public struct LowConfidenceRatio: ProbabilityMetric {
    public static let name = "low_confidence_ratio"
    public static let help =
        "Share of predictions whose most probable label is less probable than quality.low_confidence."
    public static let needsTruth = false

    /// A share in [0, 1]; undefined without predictions, and where a probability lies outside 0...1.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        guard summary.predictionCount > 0, summary.outsideCount == 0 else { return nil }
        return Double(summary.confidence.lowCount) / Double(summary.predictionCount)
    }
}
