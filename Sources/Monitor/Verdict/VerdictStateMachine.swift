import Foundation

/// Leads one verdict from the end of the run to its outcome.
///
/// It takes time as an argument and does nothing itself: ``action(_:at:)`` says what is to be done, and
/// ``progress(of:after:at:)`` what follows from the answer. Every action may be repeated: the champion is moved only
/// where a read just told that it still is the snapshot, and counts as moved or rolled back only after a read told so.
struct VerdictStateMachine: Sendable {
    let configuration: VerdictConfiguration
    /// Moves without effect after which somebody must be moving it back.
    static let mostMoves = 3
    /// Failed moves after which it is given up; with the pauses between them that takes half an hour.
    static let mostFailedMoves = 10
    /// The pause between two looks for the challenger or at a hook.
    static let pause: TimeInterval = 10

    /// What is to be done now.
    func action(_ progress: VerdictProgress, at now: Date) -> VerdictAction {
        switch progress.stage {
        case .finding: progress.champion == nil ? .readChampion : .findChallenger
        case .promoting, .checking, .reverting: .readChampion
        case .preparing: .point(.previousChampion, to: progress.champion?.version ?? "")
        case .moving: .point(.champion, to: progress.challenger?.version ?? "")
        case .restoring: .point(.champion, to: progress.champion?.version ?? "")
        case .marking: .tag(versions: [progress.champion, progress.challenger].compactMap { $0?.version })
        case .announcing: .tell(.promote)
        case .revoking: .tell(.rollback)
        case .referencing: .tell(.reference)
        case .watching: .look
        case .done: .finish(verdict(progress))
        }
    }

    /// The verdict as far as it is known.
    func verdict(_ progress: VerdictProgress) -> RetrainingVerdict {
        let reasons = [progress.reason.isEmpty ? progress.decision?.reason ?? "" : progress.reason]
        return RetrainingVerdict(
            outcome: progress.outcome ?? .inconclusive,
            reason: (reasons + progress.warnings).filter { !$0.isEmpty }.joined(separator: "; "),
            metrics: progress.decision?.metrics ?? [])
    }

    /// What follows from the answer to the action, and when to come again; nil to go on at once.
    func progress(
        of progress: VerdictProgress, after answer: VerdictAnswer, at now: Date
    ) -> (progress: VerdictProgress, wait: Wait?) {
        var step = VerdictTransition(progress, configuration: configuration, at: now)
        step.take(answer)
        return (step.progress, step.wait)
    }

    /// When to come again, and what is waited for.
    struct Wait: Sendable, Equatable {
        let until: Date
        let reason: String
    }
}
