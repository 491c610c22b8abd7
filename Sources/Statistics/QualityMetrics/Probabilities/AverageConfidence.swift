/// The mean probability of what is predicted: of the most probable label.
public struct AverageConfidence: ProbabilityMetric {
    public static let name = "average_confidence"
    public static let help = "Mean probability of the most probable label; needs no true labels."
    public static let needsTruth = false

    /// A probability; undefined without predictions, and where a probability lies outside 0...1.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        summary.outsideCount == 0 ? summary.confidence.mean : nil
    }
}
