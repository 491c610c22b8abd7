import Statistics

/// One metric of both arms in the present step, and whether they differ by more than chance.
struct RolloutTest: Sendable, Equatable, Encodable {
    /// The name of the share of failed predictions.
    static let errorRate = "error_rate"

    let metric: String
    let control: Double?
    let candidate: Double?
    /// Two-sided; nil where there are too few values.
    let pValue: Double?
    /// Whether the difference is against the candidate, be it significant or not.
    let isWorse: Bool

    private enum CodingKeys: String, CodingKey {
        case metric, control, candidate
        case pValue = "p_value"
        case isWorse = "worse"
    }

    /// Fisher's exact test of the shares of failed predictions.
    init(errorsOf control: ArmStatistics, _ candidate: ArmStatistics) {
        metric = Self.errorRate
        self.control = control.errorRate
        self.candidate = candidate.errorRate
        pValue = TwoSampleTest.proportions(
            hits: (control.errors, candidate.errors), of: (control.count, candidate.count))
        isWorse = (candidate.errorRate ?? 0) > (control.errorRate ?? 0)
    }

    /// Welch's t-test of the means of a metric.
    init(_ metric: RolloutPlan.Metric, of control: ArmStatistics, _ candidate: ArmStatistics) {
        let (old, new) = (control.metrics[metric.name] ?? .init(), candidate.metrics[metric.name] ?? .init())
        self.metric = metric.name
        self.control = old.count > 0 ? old.mean : nil
        self.candidate = new.count > 0 ? new.mean : nil
        pValue = TwoSampleTest.means(
            (old.mean, new.mean), variances: (old.variance ?? 0, new.variance ?? 0), counts: (old.count, new.count))
        isWorse = metric.direction.gain(from: old.mean, to: new.mean) < 0
    }
}
