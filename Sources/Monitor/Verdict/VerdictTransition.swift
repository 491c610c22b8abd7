import Foundation

/// One step of a verdict: a stage, the answer to its action, and what follows.
struct VerdictTransition {
    let configuration: VerdictConfiguration
    let now: Date
    var progress: VerdictProgress
    private(set) var wait: VerdictStateMachine.Wait?

    init(_ progress: VerdictProgress, configuration: VerdictConfiguration, at now: Date) {
        self.progress = progress
        self.configuration = configuration
        self.now = now
    }

    mutating func take(_ answer: VerdictAnswer) {
        switch answer {
        case .failed(let reason): fail(reason)
        case .refused(let reason): refuse(reason)
        case .pending(let reason): pause(VerdictStateMachine.pause, reason)
        case .champion(let version): takeChampion(version)
        case .challenger(let version, let champion): takeChallenger(version, champion)
        case .breach(let breach): takeBreach(breach)
        case .done: takeDone()
        }
        switch answer {
        case .failed: break
        default: progress.failures = 0
        }
    }

    private mutating func takeChampion(_ version: ModelVersion?) {
        switch progress.stage {
        case .finding:
            guard let version else { return settle(.inconclusive, "there is no champion to compare with") }
            progress.champion = version
        case .promoting:
            if isChampion(version) || isChallenger(version) { return enter(.preparing) }
            foundAnother(version)
        case .checking: checkMove(version)
        case .reverting:
            if isChampion(version) { return settle(.rolledBack, progress.reason) }
            if isChallenger(version) { return enter(.restoring) }
            foundAnother(version)
        default: break
        }
    }

    private mutating func checkMove(_ version: ModelVersion?) {
        if isChallenger(version) { return settle(.promoted, "") }
        guard isChampion(version) else { return foundAnother(version) }
        if progress.moves >= VerdictStateMachine.mostMoves {
            return settle(.conflict, "the champion was moved \(progress.moves) times and is back each time")
        }
        if progress.failedMoves >= VerdictStateMachine.mostFailedMoves {
            return settle(.inconclusive, "the champion could not be moved: \(progress.reason)")
        }
        enter(.moving)
    }

    private func isChampion(_ version: ModelVersion?) -> Bool {
        version != nil && version?.version == progress.champion?.version
    }

    private func isChallenger(_ version: ModelVersion?) -> Bool {
        version != nil && version?.version == progress.challenger?.version
    }

    private mutating func foundAnother(_ version: ModelVersion?) {
        let found = version.map { "version \($0.version)" } ?? "no version"
        let expected = progress.champion?.version ?? ""
        let before = progress.reason.isEmpty ? "" : progress.reason + "; "
        settle(
            .conflict,
            before + "somebody else moved the champion: it is \(found), neither \(expected) nor the challenger")
    }

    /// - Parameter champion: The champion with what is known of it now: a run may have judged it anew.
    private mutating func takeChallenger(_ version: ModelVersion?, _ champion: ModelVersion?) {
        guard let version, let known = progress.champion, version.version != known.version || version.version.isEmpty
        else { return waitForChallenger("the run has made no new version yet") }
        let evidence = champion?.version == known.version ? champion ?? known : known
        progress.champion = evidence
        progress.challenger = version
        let rules = configuration.rules
        let decision = VerdictGate(rules).decision(
            champion: version.judgedChampion(rules) ?? evidence, challenger: version.own)
        progress.decision = decision
        switch (decision.outcome, configuration.promotion) {
        case (.reject, _): settle(.rejected, "")
        case (.inconclusive, _): settle(.inconclusive, "")
        case (.promote, .none): settle(.passed, "")
        case (.promote, .alias): enter(.promoting)
        case (.promote, .hook): enter(.announcing)
        }
    }

    mutating func waitForChallenger(_ reason: String) {
        let deadline = progress.deadline ?? now + configuration.registryGrace.seconds
        progress.deadline = deadline
        if now >= deadline { return settle(.inconclusive, "gave up after \(grace): \(reason)") }
        pause(min(VerdictStateMachine.pause, deadline.timeIntervalSince(now)), reason)
    }

    private mutating func takeDone() {
        switch progress.stage {
        case .preparing: enter(.checking)
        case .moving:
            progress.moves += 1
            enter(.checking)
        case .restoring: leaveRestoring()
        case .announcing: settle(.promoted, "")
        case .revoking: settle(.rolledBack, progress.reason)
        case .marking: leaveMarking()
        case .referencing: enter(.done)
        default: break
        }
    }

    /// Somebody may move it forward again each time: then we do so ever more slowly.
    private mutating func leaveRestoring() {
        enter(.reverting)
        progress.restorations += 1
        if progress.restorations > 1 {
            pause(Self.backoff(progress.restorations), "seeing that the old champion stays")
        }
    }

    /// Notes the outcome, which is then written beside the versions where there is a registry.
    mutating func settle(_ outcome: RetrainingVerdict.Outcome, _ reason: String) {
        progress.outcome = outcome
        progress.reason = reason
        if configuration.mlflow != nil, progress.challenger != nil { return enter(.marking) }
        leaveMarking()
    }

    mutating func leaveMarking() {
        guard progress.outcome == .promoted, let watch = configuration.watch, !progress.hasPassedWatch,
            progress.breachedSince == nil
        else { return enter(.done) }
        enter(.watching)
        progress.deadline = now + watch.window.seconds
    }

    mutating func enter(_ stage: VerdictStage) {
        progress.stage = stage
        progress.deadline = nil
    }

    /// From 5 seconds to 5 minutes, twice as long each time.
    static func backoff(_ count: Int) -> TimeInterval {
        min(300, 5 * pow(2, Double(min(count, 10) - 1)))
    }

    mutating func pause(_ seconds: TimeInterval, _ reason: String) {
        wait = .init(until: now + max(1, seconds), reason: reason)
    }
}
