import Foundation
import GRDB

/// A row of `trigger`: one decided retraining.
struct TriggerRecord: BridgeRecord {
    static let databaseTableName = "trigger"

    let id: String
    /// What every try to start the run is identified by; fixed for an attempt.
    private(set) var key: String
    /// Grows only when somebody deliberately runs it again.
    private(set) var attempt: Int
    let policy: String
    let subject: String
    let engine: String
    private(set) var state: TriggerState
    private(set) var reason: String
    private(set) var request: RetrainingRequest
    /// Units that one run costs, as the policy said when it was decided.
    let cost: Double
    let createdAt: Date
    private(set) var dueAt: Date?
    var finishedAt: Date?
    private(set) var attempts: Int
    private(set) var mayHaveStarted: Bool
    private(set) var wasInDoubt: Bool
    private(set) var firstCalledAt: Date?
    private(set) var polls: Int
    private(set) var runId: String?
    private(set) var runUrl: String?
    private(set) var startedAt: Date?
    private(set) var begunAt: Date?
    private(set) var missingSince: Date?
    private(set) var runEndedAt: Date?
    private(set) var output: [String: String]
    private(set) var verdict: VerdictProgress?
    private(set) var resolvedAt: Date?
    private(set) var cancelCause: CancelCause?
    private(set) var cancelAskedAt: Date?

    /// A trigger that was just decided.
    init(
        id: String, policy: String, subject: String, engine: String, progress: TriggerProgress,
        request: RetrainingRequest, cost: Double, createdAt: Date
    ) {
        self.id = id
        self.policy = policy
        self.subject = subject
        self.engine = engine
        self.request = request
        self.cost = cost
        self.createdAt = createdAt
        key = request.key
        (attempt, attempts, polls) = (progress.attempt, progress.attempts, progress.polls)
        (state, reason) = (progress.state, progress.reason)
        (mayHaveStarted, wasInDoubt, output) = (false, false, [:])
        self.progress = progress
    }

    /// The part that events change.
    var progress: TriggerProgress {
        get {
            TriggerProgress(
                state: state, reason: reason, dueAt: dueAt, attempt: attempt, attempts: attempts,
                mayHaveStarted: mayHaveStarted, wasInDoubt: wasInDoubt, firstCalledAt: firstCalledAt, polls: polls,
                run: runId.map { EngineRun(id: $0, url: runUrl) }, startedAt: startedAt, begunAt: begunAt,
                missingSince: missingSince, runEndedAt: runEndedAt, output: output, verdict: verdict,
                resolvedAt: resolvedAt,
                cancelCause: cancelCause, cancelAskedAt: cancelAskedAt)
        }
        set {
            (state, reason, dueAt) = (newValue.state, newValue.reason, newValue.dueAt)
            if newValue.attempt != attempt { renew(attempt: newValue.attempt) }
            attempts = newValue.attempts
            (mayHaveStarted, wasInDoubt) = (newValue.mayHaveStarted, newValue.wasInDoubt)
            firstCalledAt = newValue.firstCalledAt
            polls = newValue.polls
            (runId, runUrl) = (newValue.run?.id, newValue.run?.url)
            (startedAt, begunAt, missingSince) = (newValue.startedAt, newValue.begunAt, newValue.missingSince)
            (runEndedAt, output, verdict) = (newValue.runEndedAt, newValue.output, newValue.verdict)
            (resolvedAt, cancelCause) = (newValue.resolvedAt, newValue.cancelCause)
            cancelAskedAt = newValue.cancelAskedAt
        }
    }

    private mutating func renew(attempt: Int) {
        self.attempt = attempt
        key = "rt-\(id)-a\(attempt)"
        request = request.keyed(key)
    }

    /// The key of a trigger: 32 characters that every workflow engine takes as a name.
    static func key(id: ULID, attempt: Int) -> String {
        "rt-\(id)-a\(attempt)"
    }
}
