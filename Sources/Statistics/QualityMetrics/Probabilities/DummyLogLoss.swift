import RealModule

/// The log loss of always predicting how often each true label occurs, −Σ f·ln f: what a model must stay below to be of
/// any use, as `sklearn.dummy.DummyClassifier(strategy="prior")`.
///
/// Evidently predicts the same probability for all K labels instead, which gives ln K.
public struct DummyLogLoss: ProbabilityMetric {
    public static let name = "dummy_log_loss"
    public static let help = "Log loss that always predicting the frequencies of the true labels would have."

    /// A loss from 0 up; undefined without rows.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        guard summary.matrix.total > 0 else { return nil }
        if compatibility == .evidently { return .log(Double(summary.areas.count)) }
        let total = Double(summary.matrix.total)
        return summary.matrix.targetCounts.reduce(0) { loss, count in
            count == 0 ? loss : loss - Double(count) / total * .log(Double(count) / total)
        }
    }
}
