import Foundation
import GRDB

extension BridgeStore {
    /// Units that count against the budgets of each policy, by period.
    func spending(at now: Date) async throws -> [SpendPeriod: [String: Double]] {
        try await pool.read { database in
            var result: [SpendPeriod: [String: Double]] = [:]
            for period in SpendPeriod.allCases {
                result[period] = try SpendRecord.units(since: now - period.length, in: database)
            }
            return result
        }
    }
}
