import Foundation
import GRDB

/// A row of `spend`: a key under which a run began, or may have begun.
struct SpendRecord: BridgeRecord {
    static let databaseTableName = "spend"

    let key: String
    let policy: String
    let units: Double
    let begunAt: Date

    /// What a trigger costs whose run began.
    init(_ trigger: TriggerRecord, at now: Date) {
        (key, policy, units, begunAt) = (trigger.key, trigger.policy, trigger.cost, now)
    }

    /// Writes it, unless the key has cost its units already.
    func note(in database: Database) throws {
        try insert(database, onConflict: .ignore)
    }

    /// Triggers whose engine has no run yet; few, so SQLite should not look through all that a policy ever had.
    private static let waiting = """
        "trigger" INDEXED BY trigger_active
            WHERE state IN (\(TriggerState.unfinishedSQL))
            AND run_id IS NULL
        """

    /// What counts against the budgets of each policy, with the runs that began since a moment.
    static func units(since moment: Date, in database: Database) throws -> [String: Double] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT policy, total(units) AS units FROM (
                        SELECT policy, units FROM spend WHERE begun_at > ?
                        UNION ALL SELECT policy, cost FROM \(waiting))
                    GROUP BY policy
                    """),
            arguments: [moment.timeIntervalSince1970])
        return Dictionary(rows.map { ($0["policy"], $0["units"]) }) { first, _ in first }
    }

    /// What counts against a budget, with the runs that began since a moment.
    ///
    /// - Parameter policy: Nil for all of them.
    static func spending(of policy: String?, since moment: Date, in database: Database) throws -> Spending {
        let isMeant = policy == nil ? "" : " AND policy = :policy"
        let arguments: [String: (any DatabaseValueConvertible)?] = policy.map { ["policy": $0] } ?? [:]
        let reserved = try Double.fetchOne(
            database.cachedStatement(sql: "SELECT total(cost) FROM \(waiting)\(isMeant)"),
            arguments: StatementArguments(arguments))
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT begun_at, units FROM spend WHERE begun_at > :since\(isMeant) ORDER BY begun_at"),
            arguments: StatementArguments(arguments.merging(["since": moment.timeIntervalSince1970]) { $1 }))
        return Spending(
            reserved: reserved ?? 0,
            begun: rows.map { .init(at: Date(timeIntervalSince1970: $0["begun_at"]), units: $0["units"]) })
    }
}
