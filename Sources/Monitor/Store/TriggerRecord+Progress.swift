import Foundation
import GRDB

extension TriggerRecord {
    /// Writes the next progress, and a line of the audit trail if the state changed or something was asked for.
    mutating func advance(
        to next: TriggerProgress, actor: String, at now: Date, evidence: [String: String] = [:], in database: Database
    ) throws {
        let before = progress
        progress = next
        finishedAt = next.state.isTerminal ? finishedAt ?? now : nil
        try update(database)
        if next.hasSpent, !before.hasSpent { try SpendRecord(self, at: now).note(in: database) }
        guard before.state != next.state || before.cancelCause != next.cancelCause else { return }
        let line = TransitionRecord(
            id: nil, triggerId: id, at: now, fromState: before.state, toState: next.state, actor: actor,
            reason: next.reason, evidence: Evidence.json(evidence))
        try AuditTrail.append(line, in: database)
    }
}
