import Foundation
import GRDB

extension TriggerRecord {
    /// Writes the next progress, and a line of the audit trail if the state changed.
    mutating func advance(to next: TriggerProgress, actor: String, at now: Date, in database: Database) throws {
        let before = state
        progress = next
        if next.state.isTerminal, finishedAt == nil { finishedAt = now }
        try update(database)
        guard before != next.state else { return }
        try TransitionRecord(
            id: nil, triggerId: id, at: now, fromState: before, toState: next.state, actor: actor,
            reason: next.reason
        ).insert(database)
    }
}
