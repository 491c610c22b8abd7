import GRDB

extension BridgeStore {
    /// Takes a delivery in as ``store(_:settings:)`` does, tells what became of it, and takes everything back.
    func simulate(_ delivery: Delivery, settings: DecisionSettings) async throws -> SimulatedDelivery {
        try await pool.write { try Self.simulate(delivery, settings: settings, in: $0) }
    }

    /// The same inside a transaction of the caller.
    static func simulate(
        _ delivery: Delivery, settings: DecisionSettings, in database: Database
    ) throws -> SimulatedDelivery {
        var simulated: SimulatedDelivery?
        try database.inSavepoint {
            let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM trigger_transition") ?? 0
            let intake = try store(delivery, settings: settings, in: database).get()
            simulated = SimulatedDelivery(
                outcome: intake.outcome,
                decisions: try DecisionDetail.all(of: delivery.id.description, in: database),
                transitions: try TransitionRecord.fetchAll(
                    database, sql: "SELECT * FROM trigger_transition WHERE id > ? ORDER BY id", arguments: [last]))
            return .rollback
        }
        guard let simulated else { throw IntakeError.notStored }
        return simulated
    }
}
