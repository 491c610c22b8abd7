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

    private func simulate(_ request: Request) async throws -> Response {
        // It takes the place of the one writer for as long as it computes, so not everybody may.
        _ = try await operators.author(of: request)
        guard request.hasJSON else {
            throw HTTPError(.unsupportedMediaType, message: "\(PayloadError.otherType)")
        }
        do {
            return try await budget.collecting(request.body, upTo: limits.bytes) { body in
                let data = Data(body.readableBytesView)
                let time = now()
                let delivery = Delivery(
                    id: ULID(at: time), receivedAt: time, source: "simulation", body: data,
                    payload: try limits.decode(data))
                let settings = DecisionSettings(configurations.current)
                return try Response(json: SimulationView(try await store.simulate(delivery, settings: settings)))
            }
        } catch let error as PayloadError {
            throw HTTPError(error.status, message: "\(error)")
        } catch let error as IntakeError {
            throw HTTPError(.serviceUnavailable, message: "\(error)")
        }
    }
}
