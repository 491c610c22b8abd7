import Foundation
import GRDB

extension BridgeStore {
    /// Begins a rollout; throws ``RolloutError`` while the model has one that runs.
    func start(_ rollout: Rollout, actor: String, at now: Date) async throws {
        try await pool.write { database in
            if let running = try Self.latest(rollout.model, in: database), running.state == .running {
                throw RolloutError.running(model: rollout.model, candidate: running.rollout.candidate)
            }
            try RolloutRecord(rollout, at: now).insert(database)
            try Self.note(rollout, actor: actor, "started", at: now, in: database)
        }
    }

    /// The newest rollout of a model; nil if it never had one.
    func rollout(of model: String) async throws -> Rollout? {
        try await pool.read { database in try Self.latest(model, in: database)?.rollout }
    }

    /// The audit trail of a rollout.
    func rolloutEvents(of id: String) async throws -> [RolloutEventRecord] {
        try await pool.read { database in
            try RolloutEventRecord.fetchAll(
                database, sql: "SELECT * FROM rollout_event WHERE rollout_id = ? ORDER BY id", arguments: [id])
        }
    }

    /// Rollouts that run, and those that ended after a moment; the newest of each model.
    func rollouts(endedAfter moment: Date) async throws -> [Rollout] {
        try await pool.read { database in
            try RolloutRecord.fetchAll(
                database,
                sql: """
                    SELECT * FROM rollout WHERE id IN (SELECT max(id) FROM rollout GROUP BY model)
                        AND (finished_at IS NULL OR finished_at > ?)
                    """,
                arguments: [moment.timeIntervalSince1970]
            ).map(\.rollout)
        }
    }

    /// The models whose rollouts are to be looked at.
    func dueRollouts(at now: Date) async throws -> [String] {
        try await pool.read { database in
            try String.fetchAll(
                database, sql: "SELECT model FROM rollout WHERE due_at <= ? ORDER BY due_at",
                arguments: [now.timeIntervalSince1970])
        }
    }

    /// Looks at the running rollout of a model again at a moment.
    func postponeRollout(of model: String, until moment: Date) async throws {
        try await pool.write { database in
            try database.execute(
                sql: "UPDATE rollout SET due_at = ? WHERE model = ? AND state = 'running'",
                arguments: [moment.timeIntervalSince1970, model])
        }
    }

    /// Changes the running rollout of a model and commits; throws ``RolloutError`` where none runs.
    ///
    /// - Parameter change: Returns the reason for the audit trail, or nil if there is nothing to note.
    func changeRollout(
        of model: String, actor: String, at now: Date,
        _ change: @Sendable (inout Rollout) throws -> String?
    ) async throws -> Rollout {
        try await pool.write { database in
            guard var record = try Self.latest(model, in: database) else { throw RolloutError.none(model: model) }
            guard record.state == .running else { throw RolloutError.over(model: model, record.state) }
            var rollout = record.rollout
            let reason = try change(&rollout)
            record.follow(rollout, dueAt: reason == nil ? record.dueAt : rollout.lookAt)
            try record.update(database)
            if let reason { try Self.note(rollout, actor: actor, reason, at: now, in: database) }
            return rollout
        }
    }

    private static func latest(_ model: String, in database: Database) throws -> RolloutRecord? {
        try RolloutRecord.fetchOne(
            database, sql: "SELECT * FROM rollout WHERE model = ? ORDER BY id DESC LIMIT 1", arguments: [model])
    }

    private static func note(
        _ rollout: Rollout, actor: String, _ reason: String, at now: Date, in database: Database
    ) throws {
        try RolloutEventRecord(
            id: nil, rolloutId: rollout.id, at: now, actor: actor, percentage: rollout.percentage,
            state: rollout.state, reason: reason
        ).insert(database)
    }
}
