import Foundation
import Yams

extension VerdictTransition {
    /// How long is tried, as the configuration has it.
    var grace: String { configuration.registryGrace.configuration?.string ?? "" }

    /// A call failed that may succeed later.
    mutating func fail(_ reason: String) {
        progress.failures += 1
        let isOver = self.isOver()
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
        case .marking:
            if isOver { return skip("the verdict could not be written down: \(reason)") { $0.leaveMarking() } }
        case .referencing:
            if isOver { return skip("the reference could not be changed: \(reason)") { $0.enter(.done) } }
        case .watching: return failToLook(reason)
        case .restoring: enter(.reverting)
        case .reverting, .revoking, .done: break
        }
        pause(Self.backoff(progress.failures + progress.failedMoves), reason)
    }

    /// A call would be refused again.
    mutating func refuse(_ reason: String) {
        switch progress.stage {
        case .finding: waitForChallenger(reason)
        case .promoting, .preparing, .checking, .moving, .announcing:
            let isKnown = progress.moves + progress.failedMoves == 0 || progress.stage == .moving
            settle(
                .inconclusive, isKnown ? "not promoted: \(reason)" : "perhaps promoted, it cannot be read: \(reason)")
        case .reverting, .restoring, .revoking:
            settle(.conflict, "\(progress.reason); the old champion could not be brought back: \(reason)")
        case .marking: skip("the verdict could not be written down: \(reason)") { $0.leaveMarking() }
        case .referencing: skip("the reference could not be changed: \(reason)") { $0.enter(.done) }
        case .watching: failToLook(reason)
        case .done: break
        }
    }

    /// Whether what is done now has been tried for long enough.
    private mutating func isOver() -> Bool {
        let deadline = progress.deadline ?? now + configuration.registryGrace.seconds
        progress.deadline = deadline
        return now >= deadline
    }

    /// Notes what was not done and goes on.
    mutating func skip(_ warning: String, to next: (inout VerdictTransition) -> Void) {
        progress.warnings.append(warning)
        next(&self)
    }
}
