import Checks
import Dataset
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Transfers

/// Looks at the data of one model at regular intervals and evaluates them when they changed.
struct EvaluationService: Service {
    let model: ModelConfiguration
    let interval: Duration
    let timeout: Duration
    let pool: NIOThreadPool
    let settings: EvaluationSettings
    let snapshots: SnapshotStore
    let historyFile: QualityHistoryFile
    let logger: Logger
    let now: @Sendable () -> Date

    private static let mostAttempts = 3

    func run() async throws {
        let history = try? await pool.runIfActive { historyFile.read() }
        let state = StateBox(ModelState(model, interval: interval, history: history))
        await Ticker.run(every: interval) { await look(state) }
    }

    /// The state between looks. One task uses it at a time.
    private actor StateBox {
        var value: ModelState

        init(_ value: ModelState) {
            self.value = value
        }

        func set(_ value: ModelState) { self.value = value }
    }

    private func look(_ box: StateBox) async {
        let before = await box.value
        var state = before
        guard let found = await identities() else { return }
        if state.isCurrent(EvaluatedData(identities: found, of: model.definition, at: now())) {
            state.confirm(at: now())
        } else {
            await evaluate(&state, found)
        }
        // Told to stop: what was given up for that is no fault of the data.
        guard !Task.isCancelled else { return }
        await box.set(state)
        report(from: before, to: state)
        let result = state
        try? await pool.runIfActive {
            snapshots.update(result)
            if result.history != before.history { keep(result.history) }
            if result.evaluationCount != before.evaluationCount { MemoryPolicy.releaseBuffers() }
        }
    }

    /// That trends cannot be kept is no fault of the data: until a restart they are known.
    private func keep(_ history: QualityHistory) {
        do {
            try historyFile.write(history)
        } catch {
            logger.warning(
                "trends are lost with the process", metadata: ["model.name": "\(model.name)", "error": "\(error)"])
        }
    }

    /// What is there now; nil if the process is stopping.
    private func identities() async -> BothSides<DatasetIdentity?>? {
        let cancellation = Cancellation()
        return await withTaskCancellationHandler {
            try? await ModelEvaluator(model, on: pool, settings: settings).identities(cancellation: cancellation)
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// Evaluates the data; those that a writer replaced meanwhile are read again at once, a few times.
    private func evaluate(_ state: inout ModelState, _ found: BothSides<DatasetIdentity?>, attempt: Int = 1) async {
        let start = ContinuousClock.now
        do {
            let time = now()
            let evaluation = try await evaluation(at: time)
            let before = state
            // Measuring and writing thousands of series is work for a thread of the pool, too.
            state = try await pool.runIfActive {
                var state = before
                state.succeed(
                    evaluation, runs: CheckRun.all(on: evaluation),
                    data: EvaluatedData(identities: found, of: model.definition, at: time),
                    took: start.duration(to: .now), at: now())
                return state
            }
        } catch let error as EvaluationError {
            if case .changedWhileRead = error.cause, attempt < Self.mostAttempts {
                await evaluate(&state, await identities() ?? found, attempt: attempt + 1)
            } else {
                state.fail(error, missing: found.map { $0 == nil })
            }
        } catch {
            // The pool is shutting down.
        }
    }

    /// Evaluates, and gives up after the timeout or when the process is told to stop.
    private func evaluation(at time: Date) async throws -> ModelEvaluation {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: ModelEvaluation?.self) { group in
                group.addTask {
                    try await ModelEvaluator(model, on: pool, settings: settings)
                        .evaluate(at: time, cancellation: cancellation)
                }
                group.addTask {
                    try? await Task.sleep(for: timeout)
                    if !Task.isCancelled { cancellation.cancel() }
                    return nil
                }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return result }
                }
                throw EvaluationError(side: .current, cause: .cancelled)
            }
        } onCancel: {
            cancellation.cancel()
        }
    }
}

extension EvaluationService {
    /// Tells what changed, once: a fault that lasts is not told again at every look.
    private func report(from before: ModelState, to after: ModelState) {
        let name: Logger.Metadata = ["model.name": "\(model.name)"]
        if let failure = after.failure, failure != before.failure {
            logger.error(
                "data cannot be evaluated, the last good values stay",
                metadata: name.merging(["error": "\(failure)"]) { $1 })
        }
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
            guard let drift = column.drift, drift.isDecided, drift.isDrifted != earlier.contains(column.name) else {
                continue
            }
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
