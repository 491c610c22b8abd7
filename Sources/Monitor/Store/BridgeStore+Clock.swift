import Foundation
import GRDB

extension BridgeStore {
    /// Moves what is under way along with a clock that was set; tells by how many seconds, nil if it was not.
    ///
    /// What lies behind is left where it is, unless it would lie ahead: a cooldown then counts from now.
    func follow(_ watch: ClockWatch) async throws -> TimeInterval? {
        guard watch.isDisturbed() else { return nil }
        do {
            return try await pool.write { database in
                let now = watch.now
                let latest = try Double.fetchOne(database, sql: "SELECT at FROM probe")
                let jump = watch.jump(to: now, latest: latest.map(Date.init(timeIntervalSince1970:)))
                if let jump {
                    try Self.moveTriggers(by: jump, in: database)
                    try Self.moveAlerts(by: jump, in: database)
                    try Self.moveHistory(to: now.date, in: database)
                }
                try Self.probe(at: now.date, in: database)
                watch.accept(now)
                return jump
            }
        } catch {
            watch.accept(nil)
            throw error
        }
    }

    private static func moveTriggers(by jump: TimeInterval, in database: Database) throws {
        let open = try TriggerRecord.fetchAll(database, sql: "SELECT * FROM \"trigger\" WHERE finished_at IS NULL")
        for var trigger in open {
            trigger.progress = trigger.progress.shifted(by: jump)
            try trigger.update(database)
        }
    }

    private static func moveAlerts(by jump: TimeInterval, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE decision SET reconsider_at = reconsider_at + :jump WHERE reconsider_at IS NOT NULL;
                UPDATE episode SET last_seen_at = last_seen_at + :jump WHERE ends_at IS NULL AND is_stale = 0
                """,
            arguments: ["jump": jump])
    }

    /// The audit trail, which nobody can change, keeps the times that the clock showed.
    private static func moveHistory(to now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE "trigger" SET created_at = min(created_at, :now), finished_at = min(finished_at, :now),
                    run_ended_at = min(run_ended_at, :now)
                WHERE created_at > :now OR finished_at > :now OR run_ended_at > :now;
                UPDATE spend SET begun_at = :now WHERE begun_at > :now;
                UPDATE decision SET at = :now WHERE at > :now
                """,
            arguments: ["now": now.timeIntervalSince1970])
    }
}
