import GRDB

extension BridgeStore {
    /// What became of one delivery of a batch.
    typealias IntakeResult = Result<Intake, any Error>

    /// A stored delivery, with what the counters need.
    struct Intake: Sendable {
        let outcome: DeliveryOutcome
        let decisions: [PolicyDecider.Outcome]
        /// The episodes that began or ended.
        let changed: [EpisodeRecord]
    }

    /// Stores deliveries in one commit; a delivery that fails by itself does not harm the others.
    ///
    /// Throws if the commit fails, and then nothing is stored.
    func store(_ deliveries: [Delivery], settings: DecisionSettings) async throws -> [IntakeResult] {
        try await pool.write { database in
            var blocks = BlockingAlerts(in: database)
            return try deliveries.map { delivery in
                let result = try Self.store(delivery, settings: settings, blocks: blocks, in: database)
                // What was rolled back may be among those that were read.
                if case .failure = result { blocks = BlockingAlerts(in: database) }
                return result
            }
        }
    }

    /// Stores one delivery inside the transaction of the caller, who rolls back what is not to stay.
    static func store(
        _ delivery: Delivery, settings: DecisionSettings, blocks: BlockingAlerts? = nil, in database: Database
    ) throws -> IntakeResult {
        var result: IntakeResult?
        try database.inSavepoint {
            do {
                let decider = PolicyDecider(settings, blocks: blocks, in: database, at: delivery.receivedAt)
                var intake = DeliveryIntake(delivery, decider: decider)
                let outcome = try intake.store()
                result = .success(Intake(outcome: outcome, decisions: intake.decisions, changed: intake.changed))
                return .commit
            } catch {
                result = .failure(error)
                return .rollback
            }
        }
        return result ?? .failure(IntakeError.notStored)
    }
}
