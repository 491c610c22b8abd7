import Foundation
import GRDB

/// A row of `trigger`: one decided retraining.
struct TriggerRecord: BridgeRecord {
    static let databaseTableName = "trigger"

    let id: String
    /// What every try to start the run is identified by; fixed when the row is made.
    let key: String
    /// Grows only when somebody deliberately runs it again.
    let attempt: Int
    let policy: String
    let subject: String
    let engine: String
    var state: TriggerState
    var reason: String
    let request: RetrainingRequest
    let createdAt: Date
    var dueAt: Date?
    var finishedAt: Date?
    var missingSince: Date?
    var attempts: Int
    var polls: Int
    var runId: String?
    var runUrl: String?

    /// The part that events change.
    var progress: TriggerProgress {
        get {
            TriggerProgress(
                state: state, reason: reason, dueAt: dueAt, attempts: attempts, polls: polls, run: run,
                missingSince: missingSince)
        }
        set {
            state = newValue.state
            reason = newValue.reason
            dueAt = newValue.dueAt
            attempts = newValue.attempts
            polls = newValue.polls
            runId = newValue.run?.id
            runUrl = newValue.run?.url
            missingSince = newValue.missingSince
        }
    }

    private var run: EngineRun? {
        runId.map { EngineRun(id: $0, url: runUrl) }
    }

    /// The key of a trigger: 32 characters that every workflow engine takes as a name.
    static func key(id: ULID, attempt: Int) -> String {
        "rt-\(id)-a\(attempt)"
    }
}
