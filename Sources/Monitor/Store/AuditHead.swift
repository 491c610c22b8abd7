import GRDB

/// The one row of `audit_head`: how long the audit trail is, and the hash of its last line.
struct AuditHead: BridgeRecord {
    static let databaseTableName = "audit_head"

    let id: Int64
    let count: Int
    let hash: String

    static func current(in database: Database) throws -> AuditHead {
        try fetchOne(database.cachedStatement(sql: "SELECT * FROM audit_head"))
            ?? AuditHead(id: 1, count: 0, hash: AuditTrail.origin)
    }
}
