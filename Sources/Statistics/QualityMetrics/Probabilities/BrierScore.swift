/// The mean squared distance of probabilities from what was true, as `sklearn.metrics.brier_score_loss`.
///
/// In a binary classification (p − y)² of the positive label, in [0, 1]; else the sum of (p − y)² over all labels, in
/// [0, 2] (Brier 1950).
public struct BrierScore: ProbabilityMetric {
    public static let name = "brier_score"
    public static let help =
        "Mean squared distance of the probabilities from what was true, summed over labels if there are several."

    /// A score; undefined without rows, and where a probability lies outside 0...1.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        let losses = summary.losses
        guard losses.count > 0, losses.outsideCount == 0 else { return nil }
        // A true label without a column has probability 0.
        return (losses.squareSum + Double(losses.unknownCount)) / Double(losses.count)
    }
}
