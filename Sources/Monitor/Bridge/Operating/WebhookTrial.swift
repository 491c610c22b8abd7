public import Foundation
import GRDB

/// A bridge that knows of nothing yet and does nothing: what a configuration makes of the bodies of webhooks.
public struct WebhookTrial: Sendable {
    private let settings: DecisionSettings
    private let limits = PayloadLimits()

    public init(_ configuration: Configuration) {
        settings = DecisionSettings(configuration)
    }

    /// Tells what a body would lead to; each is the first that the bridge gets.
    ///
    /// - Throws: What the bridge would answer to a body that it does not take.
    public func answer(to body: Data, at now: Date) throws -> BridgeAnswer {
        let delivery = Delivery(
            id: ULID(at: now), receivedAt: now, source: "simulation", body: body, payload: try limits.decode(body))
        let memory = try DatabaseQueue()
        try BridgeMigrations.all.migrate(memory)
        let result = try memory.write { try BridgeStore.simulate(delivery, settings: settings, in: $0) }
        return try BridgeAnswer(StableJSON.encoded(SimulationView(result)), table: BridgeTables.simulation)
    }
}
