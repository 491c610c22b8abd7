import Foundation
import GRDB

extension BridgeStore {
    /// Ends a session before its time, and forgets those that cannot count again.
    ///
    /// An ended one is kept for a lifetime beyond its own, so that a clock that is set back does not bring it to life.
    func revoke(_ session: OperatorSession, at now: Date) async throws {
        try await pool.write { database in
            try database.execute(
                sql: "DELETE FROM revoked_session WHERE expires_at <= ?",
                arguments: [Int(now.timeIntervalSince1970) - OperatorSession.lifetime])
            try database.execute(
                sql: "INSERT INTO revoked_session (nonce, expires_at) VALUES (?, ?) ON CONFLICT (nonce) DO NOTHING",
                arguments: [session.nonce, session.expires])
        }
    }

    /// Whether a session was ended before its time.
    func isRevoked(_ session: OperatorSession) async throws -> Bool {
        try await pool.read { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM revoked_session WHERE nonce = ?)",
                arguments: [session.nonce]) ?? false
        }
    }
}
