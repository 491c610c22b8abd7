public import Checks

/// One check applied to one evaluation.
public struct CheckRun: Sendable {
    /// The value of the label `check`.
    public let check: String
    public let findings: CheckFindings

    /// Whether everything the check is about could be computed.
    public var isSuccess: Bool { findings.failures.isEmpty }

    /// Applies every check of the catalogue that says something about the model.
    public static func all(on evaluation: ModelEvaluation) -> [CheckRun] {
        CheckCatalog.all.filter { $0.applies(to: evaluation.model) }.map { check in
            CheckRun(check: check.name, findings: check.findings(evaluation))
        }
    }
}
