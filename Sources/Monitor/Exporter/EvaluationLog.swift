import Checks
import Logging

/// Tells what changed from one evaluation of a model to the next, once: a fault that lasts is not told again.
struct EvaluationLog {
    let model: ModelConfiguration
    let logger: Logger

    /// Tells everything that is new.
    func report(from before: ModelState, to after: ModelState) {
        let name: Logger.Metadata = ["model.name": "\(model.name)"]
        if let failure = after.failure, failure != before.failure {
            logger.error(
                after.isExpired ? "data cannot be evaluated" : "data cannot be evaluated, the last good values stay",
                metadata: name.merging(["error": "\(failure)"]) { $1 })
        }
        if after.isExpired, !before.isExpired { logger.error("the last good values are dropped", metadata: name) }
        if before.failure != nil, after.failure == nil { logger.notice("data can be evaluated again", metadata: name) }
        guard let evaluation = after.evaluation, after.evaluationCount != before.evaluationCount, after.failure == nil
        else { return }
        logger.info("evaluated", metadata: name.merging(Self.summary(evaluation, after)) { $1 })
        reportDrifts(from: before.evaluation, to: evaluation)
        reportVerdicts(from: before.evaluation, to: evaluation)
        reportProblems(from: before, to: after)
        reportOmissions(from: before, to: after)
    }

    private static func summary(_ evaluation: ModelEvaluation, _ state: ModelState) -> Logger.Metadata {
        let (drifted, total) = evaluation.driftedFeatures
        return [
            "reference.rows": "\(evaluation.rows.reference.rowCount)",
            "current.rows": "\(evaluation.rows.current.rowCount)",
            "drift.columns": "\(drifted)", "drift.compared": "\(total)",
            "duration.seconds": "\(state.lastDuration?.seconds ?? 0)",
        ]
    }

    private func reportOmissions(from before: ModelState, to after: ModelState) {
        for (reason, count) in after.omissions where count > 0 && before.omissions[reason, default: 0] == 0 {
            logger.warning(
                "series are left out",
                metadata: [
                    "model.name": "\(model.name)", "series.omitted": "\(count)", "reason": "\(reason.rawValue)",
                    "series.limit": "\(model.definition.limits.series)",
                ])
        }
    }

    private func reportDrifts(from before: ModelEvaluation?, to after: ModelEvaluation) {
        for drift in after.drifts {
            let earlier = before?.drifts.first { $0.kind == drift.kind }?.isDetected ?? false
            guard drift.isDetected != earlier else { continue }
            logger.notice(
                drift.isDetected ? "model drifted" : "model no longer drifted",
                metadata: [
                    "model.name": "\(model.name)", "drift.type": "\(drift.kind.rawValue)",
                    "drift.method": "\(drift.method)",
                    "drift.score": "\(drift.score)",
                ])
        }
    }

    private func reportVerdicts(from before: ModelEvaluation?, to after: ModelEvaluation) {
        let earlier = Set((before?.columns ?? []).filter { $0.drift?.isDrifted ?? false }.map(\.name))
        for column in after.columns {
            guard let drift = column.drift, drift.isDrifted != earlier.contains(column.name) else { continue }
            logger.notice(
                drift.isDrifted ? "column drifted" : "column no longer drifted",
                metadata: [
                    "model.name": "\(model.name)", "column.name": "\(column.name)", "drift.method": "\(drift.test)",
                    "drift.value": "\(drift.decidingValue)", "drift.threshold": "\(drift.threshold)",
                ])
        }
    }

    private func reportProblems(from before: ModelState, to after: ModelState) {
        let known = Set(before.runs.flatMap(\.findings.failures))
        for run in after.runs {
            for failure in run.findings.failures where !known.contains(failure) {
                logger.warning(
                    "check is incomplete",
                    metadata: ["model.name": "\(model.name)", "check.name": "\(run.check)", "error": "\(failure)"])
            }
        }
        for name in after.evaluation?.unmatchedNames ?? []
        where !name.isMistake && !(before.evaluation?.unmatchedNames.contains(name) ?? false) {
            logger.warning(
                "a pattern fits no column",
                metadata: [
                    "model.name": "\(model.name)", "configuration.key": "\(name.setting)",
                    "configuration.pattern": "\(name.pattern.text)",
                ])
        }
        for omission in after.evaluation?.omissions ?? []
        where !(before.evaluation?.omissions.contains(omission) ?? false) {
            logger.warning(
                "column is left out",
                metadata: [
                    "model.name": "\(model.name)", "column.name": "\(omission.column)", "reason": "\(omission.reason)",
                ])
        }
    }
}
