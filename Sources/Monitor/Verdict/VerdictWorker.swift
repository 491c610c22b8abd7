import Foundation
import Logging

/// Does what the ``VerdictStateMachine`` asks for: reads and moves aliases, asks Prometheus, tells hooks.
struct VerdictWorker: Sendable {
    let tools: EngineTools
    let configurations: ConfigurationStore
    let logger: Logger

    /// The champion before a run is started; what keeps it from being known is a warning inside.
    func snapshot(for request: RetrainingRequest, policy: PolicyConfiguration) async -> VerdictProgress {
        var progress = VerdictProgress()
        guard let verdict = policy.verdict, verdict.mlflow != nil else { return progress }
        do {
            progress.champion = try await registry(request, policy, verdict, [:]).champion()
            if progress.champion == nil { progress.warnings = ["there was no champion before the run"] }
        } catch {
            progress.warnings = ["the champion before the run is not known: \(error)"]
            logger.warning(
                "Champion cannot be read before the run",
                metadata: ["error": "\(error)", "trigger.key": "\(request.key)"])
        }
        return progress
    }

    /// Advances a verdict as far as it goes now. May be called again with the same progress: after a crash nothing
    /// is done twice that would make a difference.
    ///
    /// - Parameter output: What the run gave back.
    func advance(
        _ progress: VerdictProgress, of request: RetrainingRequest, run: EngineRun?, output: [String: String],
        policy: PolicyConfiguration, at now: Date
    ) async -> VerdictStep {
        guard let configuration = policy.verdict else {
            let reason = "the policy \(policy.name) has no verdict any more"
            return .finished(progress, RetrainingVerdict(outcome: .inconclusive, reason: reason, metrics: []))
        }
        let machine = VerdictStateMachine(configuration: configuration)
        let effects = VerdictEffects(
            request: request, policy: policy, configuration: configuration, output: output,
            registry: registry(request, policy, configuration, output), worker: self)
        var progress = progress
        let stored = progress.stage
        while true {
            if progress.stage != stored, progress.stage.isStoredFirst {
                return .wait(progress, until: now, reason: "about to be \(progress.stage.rawValue)")
            }
            let action = machine.action(progress, at: now)
            if case .finish(let verdict) = action { return .finished(progress, verdict) }
            let answer = await effects.perform(action, progress, machine.verdict(progress))
            let next = machine.progress(of: progress, after: answer, at: now)
            progress = next.progress
            if let wait = next.wait { return .wait(progress, until: wait.until, reason: wait.reason) }
        }
    }

    private func registry(
        _ request: RetrainingRequest, _ policy: PolicyConfiguration, _ verdict: VerdictConfiguration,
        _ output: [String: String]
    ) -> any ModelRegistry {
        guard let mlflow = verdict.mlflow else { return RunOutput(output: output) }
        return MLflowRegistry(mlflow, model: verdict.model(of: request, policy), client: tools.client)
    }
}
