import Crypto
import Foundation
import GRDB

/// The history of all triggers, in which each line holds a hash of itself and of the line before it.
///
/// Whoever changes, inserts or takes out a line must change every line after it, and the head that somebody may have
/// written down elsewhere.
enum AuditTrail {
    /// The hash before the first line.
    static let origin = String(repeating: "0", count: 64)

    /// Appends one line.
    static func append(
        _ transition: TransitionRecord, in database: Database
    ) throws {
        let head = try AuditHead.current(in: database)
        var line = transition
        line.hash = hash(of: line, after: head.hash)
        try line.insert(database)
        try AuditHead(id: 1, count: head.count + 1, hash: line.hash).update(database)
    }

    /// SHA-256 of the line before and of everything in this one, as a JSON list of texts.
    static func hash(of line: TransitionRecord, after previous: String) -> String {
        let fields = [
            previous, line.triggerId, String(line.at.timeIntervalSince1970), line.fromState?.rawValue ?? "",
            line.toState.rawValue, line.actor, line.reason, line.evidence,
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // A list of texts can always be encoded.
        let data = (try? encoder.encode(fields)) ?? Data()
        return SHA256.hash(data: data).hexadecimal
    }

    /// Adds the hashes to a database that was made without them.
    static func create(in database: Database) throws {
        try database.execute(
            sql: """
                DROP TRIGGER trigger_transition_update;
                ALTER TABLE trigger_transition ADD COLUMN evidence TEXT NOT NULL DEFAULT '{}';
                ALTER TABLE trigger_transition ADD COLUMN hash TEXT NOT NULL DEFAULT '';
                CREATE TABLE audit_head (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    count INTEGER NOT NULL CHECK (count >= 0),
                    hash TEXT NOT NULL CHECK (length(hash) = 64)
                ) STRICT;
                """)
        var head = AuditHead(id: 1, count: 0, hash: origin)
        for var line in try TransitionRecord.fetchAll(database, sql: "SELECT * FROM trigger_transition ORDER BY id") {
            line.hash = hash(of: line, after: head.hash)
            try line.update(database)
            head = AuditHead(id: 1, count: head.count + 1, hash: line.hash)
        }
        try head.insert(database)
        try database.execute(
            sql: """
                CREATE TRIGGER trigger_transition_update BEFORE UPDATE ON trigger_transition
                    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
                """)
    }
}
