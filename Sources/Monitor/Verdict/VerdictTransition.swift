import Foundation

/// One step of a verdict: a stage, the answer to its action, and what follows.
struct VerdictTransition {
    let configuration: VerdictConfiguration
    let now: Date
    private(set) var progress: VerdictProgress
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

    // MARK: What the registry tells

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

    private mutating func waitForChallenger(_ reason: String) {
        let deadline = progress.deadline ?? now + configuration.registryGrace.seconds
        progress.deadline = deadline
        if now >= deadline { return settle(.inconclusive, "gave up after \(grace): \(reason)") }
        pause(min(VerdictStateMachine.pause, deadline.timeIntervalSince(now)), reason)
    }

    // MARK: What was done

    private mutating func takeDone() {
        switch progress.stage {
        case .preparing: enter(.checking)
        case .moving:
            progress.moves += 1
            enter(.checking)
        case .restoring: enter(.reverting)
        case .announcing: settle(.promoted, "")
        case .revoking: settle(.rolledBack, progress.reason)
        case .marking: leaveMarking()
        case .referencing: enter(.done)
        default: break
        }
    }

    /// Notes the outcome, which is then written beside the versions where there is a registry.
    private mutating func settle(_ outcome: Verdict.Outcome, _ reason: String) {
        progress.outcome = outcome
        progress.reason = reason
        if configuration.mlflow != nil, progress.challenger != nil { return enter(.marking) }
        leaveMarking()
    }

    private mutating func leaveMarking() {
        guard progress.outcome == .promoted, let watch = configuration.watch, !progress.hasPassedWatch,
            progress.breachedSince == nil
        else { return enter(.done) }
        enter(.watching)
        progress.deadline = now + watch.window.seconds
    }

    // MARK: The watch

    private mutating func takeBreach(_ breach: String?) {
        guard let watch = configuration.watch, let deadline = progress.deadline else { return enter(.done) }
        guard let breach else {
            progress.breachedSince = nil
            if now >= deadline { return passWatch() }
            return pause(min(watch.interval.seconds, deadline.timeIntervalSince(now)), "watching the new champion")
        }
        let since = progress.breachedSince ?? now
        progress.breachedSince = since
        guard now >= since + watch.hold.seconds else {
            return pause(min(watch.interval.seconds, (since + watch.hold.seconds).timeIntervalSince(now)), breach)
        }
        guard configuration.rollsBack else {
            progress.warnings.append("the watch found a breach, and rollback is off: \(breach)")
            return enter(.done)
        }
        progress.reason = "the watch found a breach: \(breach)"
        enter(configuration.promotion == .alias ? .reverting : .revoking)
    }

    private mutating func passWatch() {
        progress.hasPassedWatch = true
        enter(configuration.reference == nil ? .done : .referencing)
    }

    // MARK: What went wrong

    private var grace: String { "\(configuration.registryGrace.configuration?.string ?? "")" }

    /// A call failed that may succeed later.
    private mutating func fail(_ reason: String) {
        progress.failures += 1
        let isOver = isOver()
        switch progress.stage {
        case .finding: return waitForChallenger(reason)
        case .promoting, .preparing, .announcing:
            if isOver { return settle(.inconclusive, "not promoted within \(grace): \(reason)") }
        case .checking:
            // Once a move was asked for, only a read tells whether the champion is another one now.
            if isOver, progress.moves + progress.failedMoves == 0 {
                return settle(.inconclusive, "not promoted within \(grace): \(reason)")
            }
        case .moving:
            progress.failedMoves += 1
            progress.reason = reason
            enter(.checking)
        case .marking: if isOver { return skip("the verdict could not be written down: \(reason)", to: leaveMarking) }
        case .referencing:
            if isOver { return skip("the reference could not be changed: \(reason)") { $0.enter(.done) } }
        case .watching: return failToLook(reason)
        case .restoring: enter(.reverting)
        case .reverting, .revoking, .done: break
        }
        pause(min(300, 5 * pow(2, Double(min(progress.failures + progress.failedMoves, 10) - 1))), reason)
    }

    /// A call would be refused again.
    private mutating func refuse(_ reason: String) {
        switch progress.stage {
        case .finding: waitForChallenger(reason)
        case .promoting, .preparing, .checking, .moving, .announcing: settle(.inconclusive, "not promoted: \(reason)")
        case .reverting, .restoring, .revoking:
            settle(.conflict, "\(progress.reason); the old champion could not be brought back: \(reason)")
        case .marking: skip("the verdict could not be written down: \(reason)", to: leaveMarking)
        case .referencing: skip("the reference could not be changed: \(reason)") { $0.enter(.done) }
        case .watching: failToLook(reason)
        case .done: break
        }
    }

    /// A watch that cannot look has not passed; it is given as much time again.
    private mutating func failToLook(_ reason: String) {
        guard let watch = configuration.watch, let deadline = progress.deadline else { return enter(.done) }
        if now >= deadline + watch.window.seconds {
            return skip("the watch could not be finished: \(reason)") { $0.enter(.done) }
        }
        pause(watch.interval.seconds, reason)
    }

    /// Whether what is done now has been tried for long enough.
    private mutating func isOver() -> Bool {
        let deadline = progress.deadline ?? now + configuration.registryGrace.seconds
        progress.deadline = deadline
        return now >= deadline
    }

    private mutating func skip(_ warning: String, to next: (inout VerdictTransition) -> Void) {
        progress.warnings.append(warning)
        next(&self)
    }

    // MARK: Moving on

    private mutating func enter(_ stage: VerdictStage) {
        progress.stage = stage
        progress.deadline = nil
    }

    private mutating func pause(_ seconds: TimeInterval, _ reason: String) {
        wait = .init(until: now + max(1, seconds), reason: reason)
    }
}
