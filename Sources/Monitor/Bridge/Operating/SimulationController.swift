import Foundation
import HTTPTypes
import Hummingbird

/// `POST /api/v1/simulate`: tells what a delivery would lead to now, and does nothing.
struct SimulationController: Sendable {
    let store: BridgeStore
    let configurations: ConfigurationStore
    let operators: OperatorDirectory
    let counters: BridgeCounters
    let limits: PayloadLimits
    let budget: BodyBudget
    let now: @Sendable () -> Date

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().write { request, _ in
            try await counters.counting("simulate") { try await simulate(request) }
        }
    }

    private struct Simulation: Encodable {
        let alerts, triggered, suppressed: Int
        let decisions: [DecisionView]
        let transitions: [Step]
    }

    private struct Step: Encodable {
        /// Nil for a trigger that does not exist.
        let trigger: String?
        let from: TriggerState?
        let to: TriggerState
        let reason: String
    }

    private func simulate(_ request: Request) async throws -> Response {
        // It takes the place of the one writer for as long as it computes, so not everybody may.
        _ = try await operators.author(of: request)
        guard request.hasJSON else {
            throw HTTPError(.unsupportedMediaType, message: "expected the header Content-Type: application/json")
        }
        do {
            return try await budget.collecting(request.body, upTo: limits.bytes) { body in
                let data = Data(body.readableBytesView)
                let time = now()
                let delivery = Delivery(
                    id: ULID(at: time), receivedAt: time, source: "simulation", body: data,
                    payload: try limits.decode(data))
                let settings = DecisionSettings(configurations.current)
                return try Self.response(try await store.simulate(delivery, settings: settings))
            }
        } catch let error as PayloadError {
            throw HTTPError(error.status, message: "\(error)")
        } catch let error as IntakeError {
            throw HTTPError(.serviceUnavailable, message: "\(error)")
        }
    }

    private static func response(_ result: SimulatedDelivery) throws -> Response {
        let created = Set(result.transitions.filter { $0.fromState == nil }.map(\.triggerId))
        let steps = result.transitions.map { row in
            Step(
                trigger: created.contains(row.triggerId) ? nil : row.triggerId, from: row.fromState, to: row.toState,
                reason: row.reason)
        }
        return try Response(
            json: Simulation(
                alerts: result.outcome.alerts, triggered: result.outcome.triggered,
                suppressed: result.outcome.suppressed,
                decisions: result.decisions.map { DecisionView($0, unknown: created) }, transitions: steps))
    }
}
