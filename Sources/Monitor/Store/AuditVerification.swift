import Foundation
import GRDB

/// Whether the audit trail is as it was written.
package enum AuditVerification: Sendable, Equatable {
    /// Every line fits the one before it.
    case intact(lines: Int, head: String)
    /// A line, counted from 1, is not what was written there, or one before it is missing.
    case altered(line: Int, triggerId: String)
    /// The trail ends before its head: lines at its end are missing.
    case truncated(lines: Int, expected: Int)
    /// The trail is whole in itself and does not hold the hash that was written down elsewhere.
    case unknownHead(String)
}

extension BridgeStore {
    /// Reads the whole audit trail and computes every hash anew.
    ///
    /// - Parameter head: A hash of the trail that was written down before, which must be in it; nil if there is none.
    func verifyAudit(holding head: String? = nil) async throws -> AuditVerification {
        try await pool.read { database in
            var previous = AuditTrail.origin
            var count = 0
            var isFound = head == nil || head == AuditTrail.origin
            let lines = try TransitionRecord.fetchCursor(
                database, sql: "SELECT * FROM trigger_transition ORDER BY id")
            while let line = try lines.next() {
                count += 1
                guard line.hash == AuditTrail.hash(of: line, after: previous) else {
                    return .altered(line: count, triggerId: line.triggerId)
                }
                previous = line.hash
                if previous == head { isFound = true }
            }
            let end = try AuditHead.current(in: database)
            guard end.count == count, end.hash == previous else { return .truncated(lines: count, expected: end.count) }
            if let head, !isFound { return .unknownHead(head) }
            return .intact(lines: count, head: previous)
        }
    }
}
