public import Checks

/// One check applied to one evaluation.
public struct CheckRun: Sendable {
    /// The value of the label `check`.
    public let check: String
    /// Whether the check says how well the model does.
    public let isAboutQuality: Bool
    /// The metrics that reports show.
    public let headlines: [MetricDescriptor]
    public let findings: CheckFindings
    /// How long the check took, reading and comparing the data not counted.
    public let duration: Duration

    /// Whether everything the check is about could be computed.
    public var isSuccess: Bool { findings.failures.isEmpty }

    /// The run with those measurements only that reports show; the others are thousands, and on the metrics page already.
    var summary: CheckRun {
        let shown = isAboutQuality ? findings.measurements.filter { headlines.contains($0.metric) } : []
        return CheckRun(
            check: check, isAboutQuality: isAboutQuality, headlines: headlines,
            findings: CheckFindings(shown, failures: findings.failures), duration: duration)
    }

    /// Applies every check of the catalogue that says something about the model.
    public static func all(on evaluation: ModelEvaluation) -> [CheckRun] {
        CheckCatalog.all.filter { $0.applies(to: evaluation.model) }.map { check in
            let start = ContinuousClock.now
            let shortages = check.judgesRows ? evaluation.shortages : []
            let findings = shortages.isEmpty ? check.findings(evaluation) : CheckFindings(failures: shortages)
            return CheckRun(
                check: check.name, isAboutQuality: check.isAboutQuality, headlines: check.headlines, findings: findings,
                duration: start.duration(to: .now))
        }
    }
}
