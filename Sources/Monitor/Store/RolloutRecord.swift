import Foundation
import GRDB

/// A row of `rollout`: one version that gets or got a growing share of a model's traffic.
struct RolloutRecord: BridgeRecord {
    static let databaseTableName = "rollout"

    let id: String
    let model: String
    var state: RolloutState
    /// The rollout itself, as JSON.
    var rollout: Rollout
    let startedAt: Date
    /// When it is looked at next; nil once it is over.
    var dueAt: Date?
    var finishedAt: Date?

    init(_ rollout: Rollout, at now: Date) {
        id = rollout.id
        model = rollout.model
        startedAt = now
        state = rollout.state
        self.rollout = rollout
        follow(rollout, dueAt: rollout.lookAt)
    }

    /// Takes on what the rollout became.
    mutating func follow(_ rollout: Rollout, dueAt: Date?) {
        self.rollout = rollout
        state = rollout.state
        finishedAt = rollout.finishedAt
        self.dueAt = rollout.state == .running ? dueAt : nil
    }
}
