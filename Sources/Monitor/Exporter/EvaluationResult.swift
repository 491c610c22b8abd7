import Checks

/// What an evaluation found, with its part of the page already written.
struct EvaluationResult: Sendable {
    let evaluation: ModelEvaluation
    /// The checks on it, with what reports show.
    let runs: [CheckRun]
    /// How well the model does.
    let quality: QualityLines
    /// What the checks measured, as it stands on the metrics page.
    let findings: PagePart
    /// Measurements that have no series.
    let omissions: [SeriesOmission: Int]

    /// Applies the checks and writes what they measured, which may be thousands of series.
    init(_ evaluation: ModelEvaluation) {
        let runs = CheckRun.all(on: evaluation)
        let measurements = runs.flatMap(\.findings.measurements)
        let kept = SeriesBudget(limit: evaluation.model.limits.series).selection(measurements, of: evaluation)
        self.evaluation = evaluation
        self.runs = runs.map(\.summary)
        quality = QualityLines(runs)
        findings = PagePart(kept.map(MetricSample.init))
        omissions = [.limit: measurements.count - kept.count, .duplicate: findings.duplicateCount]
    }
}
