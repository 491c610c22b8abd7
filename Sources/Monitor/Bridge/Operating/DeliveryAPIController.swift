import Foundation
import HTTPTypes
import Hummingbird

/// `/api/v1/deliveries`: what arrived, and what it led to, as JSON.
struct DeliveryAPIController: Sendable {
    let store: BridgeStore
    let replays: DeliveryReplay
    let operators: OperatorDirectory
    let counters: BridgeCounters

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection()
            .read { request, _ in try await list(request) }
            .read(":id") { _, context in try await show(context.parameters.require("id")) }
            .write(":id/replay") { request, context in
                let id = try context.parameters.require("id")
                return try await counters.counting("replay") {
                    let author = try await operators.author(of: request)
                    return try Response(json: try await replays.replay(id, by: author))
                }
            }
    }

    private struct Summary: Encodable {
        let id: String
        let receivedAt: Date
        let source: String
        let alerts, malformed, truncated, triggered, suppressed, bytes: Int

        enum CodingKeys: String, CodingKey {
            case id, source, alerts, malformed, truncated, triggered, suppressed, bytes
            case receivedAt = "received_at"
        }

        init(_ row: DeliverySummary) {
            id = row.id
            receivedAt = row.receivedAt
            source = row.source
            alerts = row.alerts
            malformed = row.malformed
            truncated = row.truncated
            triggered = row.triggered
            suppressed = row.suppressed
            bytes = row.bytes
        }
    }

    private struct List: Encodable {
        let deliveries: [Summary]
        let next: String?
    }

    private func list(_ request: Request) async throws -> Response {
        let page = try await store.deliveries(try request.listRange())
        return try Response(json: List(deliveries: page.rows.map(Summary.init), next: page.next))
    }

    private struct Delivery: Encodable {
        let id: String
        let receivedAt: Date
        let source: String
        let alerts, malformed, truncated, triggered, suppressed: Int
        let decisions: [DecisionView]
        /// Byte by byte as it came; the sender's credentials are not kept.
        let body: String

        enum CodingKeys: String, CodingKey {
            case id, source, alerts, malformed, truncated, triggered, suppressed, decisions, body
            case receivedAt = "received_at"
        }
    }

    private func show(_ id: String) async throws -> Response {
        guard let history = try await store.delivery(id) else {
            throw HTTPError(.notFound, message: "no delivery \(id)")
        }
        let row = history.delivery
        return try Response(
            json: Delivery(
                id: row.id, receivedAt: row.receivedAt, source: row.source, alerts: row.alerts,
                malformed: row.malformed, truncated: row.truncated, triggered: row.triggered,
                suppressed: row.suppressed, decisions: history.decisions.map { DecisionView($0) },
                body: String(decoding: row.body, as: UTF8.self)))
    }
}
