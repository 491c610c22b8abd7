import Foundation
import GRDB

extension BridgeStore {
    /// Keeps what could not be read, and forgets all but the newest.
    func keep(_ rejected: RejectedDelivery, atMost limit: Int) async throws {
        try await pool.write { database in
            try rejected.insert(database)
            try Self.forgetRejections(beyond: limit, in: database)
        }
    }

    /// Forgets all but the newest of what could not be read.
    func forgetRejections(beyond limit: Int) async throws {
        try await pool.write { try Self.forgetRejections(beyond: limit, in: $0) }
    }

    /// What could not be read, newest first.
    func rejections(atMost limit: Int) async throws -> [RejectedDelivery] {
        try await pool.read { database in
            try RejectedDelivery.fetchAll(
                database, sql: "SELECT * FROM rejected_delivery ORDER BY id DESC LIMIT ?", arguments: [limit])
        }
    }

    private static func forgetRejections(beyond limit: Int, in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM rejected_delivery
                WHERE id NOT IN (SELECT id FROM rejected_delivery ORDER BY id DESC LIMIT ?)
                """,
            arguments: [limit])
    }
}
