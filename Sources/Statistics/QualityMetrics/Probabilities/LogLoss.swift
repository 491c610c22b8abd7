import RealModule

/// The mean of −ln of the probability of the true label, as `sklearn.metrics.log_loss`.
///
/// Probabilities are taken as at least 2.2·10⁻¹⁶ and at most 1 − 2.2·10⁻¹⁶. A true label without a column has probability
/// 0; Evidently counts such a row as predicted perfectly.
public struct LogLoss: ProbabilityMetric {
    public static let name = "log_loss"
    public static let help = "Mean of the negative natural logarithm of the probability predicted for the true label."

    /// A loss from 0 up; undefined without rows, and where a probability lies outside 0...1.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        let losses = summary.losses
        guard losses.count > 0, losses.outsideCount == 0 else { return nil }
        let unknown = compatibility == .evidently ? 0 : losses.unknownCount
        let sum = losses.logarithmSum - Double(unknown) * .log(ProbabilityLosses.margin)
        return sum / Double(losses.count)
    }
}
