import GRDB

@testable import Monitor

extension BridgeStore {
    /// Reasons of all stored suppressions, in order.
    func suppressions() async throws -> [String] {
        try await pool.read { database in
            try String.fetchAll(
                database, sql: "SELECT suppression FROM decision WHERE suppression IS NOT NULL ORDER BY id")
        }
    }
}
