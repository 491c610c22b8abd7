/// The coefficient of determination, 1 − Σ (prediction − target)² / Σ (target − mean)², as `sklearn.metrics.r2_score`.
public struct R2Score: RegressionMetric {
    public static let name = "r2_score"
    public static let help = "Share of the target's variance that the predictions explain; 1 at best, 0 for the mean."

    /// At most 1; of a constant target 1 if every prediction is right, else 0; undefined with fewer than two rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        guard summary.count > 1, let variation = summary.targets.squaredDeviations else { return nil }
        let rest = summary.errors.squares.value
        guard variation > 0 else { return rest == 0 ? 1 : 0 }
        let score = 1 - rest / variation
        return score.isFinite ? score : nil
    }
}
