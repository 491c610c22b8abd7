import Checks
import Foundation
import Statistics

/// The drift of a model in one line: each type with its verdict and what that rests on.
struct DriftLine {
    let text: String

    init(_ evaluation: ModelEvaluation) {
        let types = ModelDrift.Kind.allCases.map { kind in
            let drift = evaluation.drifts.first { $0.kind == kind }
            return drift.map(Self.verdict) ?? "\(kind.rawValue) not judged"
        }
        text = "\(types.joined(separator: ", ")); severity \(evaluation.severity.rawValue)"
    }

    /// Such as `concept yes (0.12 ≥ 0.05, p 1e-09)`.
    private static func verdict(_ drift: ModelDrift) -> String {
        let threshold = drift.threshold(.score).map { " \(drift.score >= $0 ? "≥" : "<") \(decimal($0))" } ?? ""
        let pValue = drift.pValue.map { ", p \(decimal($0))" } ?? ""
        return
            "\(drift.kind.rawValue) \(drift.isDetected ? "yes" : "no") (\(decimal(drift.score))\(threshold)\(pValue))"
    }

    private static func decimal(_ value: Double) -> String { String(format: "%.2g", value) }
}
