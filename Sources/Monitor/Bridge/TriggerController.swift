import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Transfers

/// `POST /trigger`: takes what Alertmanager sends.
///
/// It answers 200 when the delivery is on the disk, whatever was decided; 503 when the sender should come again;
/// other codes for what will never be taken. Never 429, which Alertmanager does not retry, and never a redirect,
/// which it follows with GET.
struct TriggerController: Sendable {
    let writer: DeliveryWriter
    let counters: BridgeCounters
    let configurations: ConfigurationStore
    let limits: PayloadLimits
    let budget: BodyBudget
    let rejected: RejectedBodies
    let logger: Logger
    let now: @Sendable () -> Date

    var endpoints: RouteCollection<BasicRequestContext> {
        let routes = RouteCollection<BasicRequestContext>()
        routes.post { request, _ in try await receive(request) }
        for method in [HTTPRequest.Method.get, .put, .patch, .delete, .head, .options] {
            routes.on("", method: method) { _, _ in refuseMethod() }
        }
        return routes
    }

    private struct Refusal: Encodable {
        let error: String
    }

    private func receive(_ request: Request) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await answer(request)
        counters.deliveryDurations.observe(start.duration(to: .now))
        counters.increase(BridgeMetric.deliveries, ["\(response.status.code)"])
        return response
    }

    private func answer(_ request: Request) async throws -> Response {
        let bridge = configurations.current.bridge
        if let refusal = bridge.deliveryNetworks.refusal(of: RequestPeer.address) {
            return try refuse(.forbidden, refusal)
        }
        let access = DeliveryAccess(bridge)
        do {
            return try await answer(request, try access.admission(of: request.headers, at: now()))
        } catch let error as DeliveryAccessError {
            return try refuse(.unauthorized, "\(error)", access.challenge)
        }
    }

    private func answer(_ request: Request, _ admission: DeliveryAccess.Admission) async throws -> Response {
        // A page in a browser can send other types, or none, to any address without being asked.
        guard request.hasJSON || rejected.limit > 0 else { return try refuse(PayloadError.otherType) }
        do {
            return try await budget.reading(request.body, upTo: limits.bytes) { body, isWhole in
                let data = Data(body.readableBytesView)
                // A signature is that of the whole body.
                if isWhole { try admission.check(data) }
                do {
                    return try Response(json: try await writer.store(try delivery(request, data, isWhole)))
                } catch let error as PayloadError {
                    if isWhole || admission.isProven { await rejected.keep(data, of: request, for: error) }
                    throw error
                }
            }
        } catch let error as PayloadError {
            return try refuse(error)
        } catch let error as IntakeError {
            return try refuse(.serviceUnavailable, "\(error)")
        } catch let error as DeliveryAccessError {
            throw error
        } catch {
            return try refuse(.serviceUnavailable, "\(IntakeError.notStored)")
        }
    }

    private func delivery(_ request: Request, _ data: Data, _ isWhole: Bool) throws -> Delivery {
        guard request.hasJSON else { throw PayloadError.otherType }
        guard isWhole else { throw PayloadError.tooLarge(limit: limits.bytes) }
        counters.deliveryBytes.observe(Double(data.count))
        let time = now()
        return Delivery(
            id: ULID(at: time), receivedAt: time, source: String((request.headers[.userAgent] ?? "").prefix(200)),
            body: data, payload: try limits.decode(data))
    }

    private func refuseMethod() -> Response {
        counters.increase(BridgeMetric.deliveries, ["405"])
        var response = Response(.methodNotAllowed, text: "Send Alertmanager webhooks with POST.\n")
        response.headers[.allow] = "POST"
        return response
    }

    private func refuse(_ error: PayloadError) throws -> Response {
        try refuse(error.status, "\(error)")
    }

    private func refuse(
        _ status: HTTPResponse.Status, _ message: String, _ headers: HTTPFields = [:]
    ) throws -> Response {
        let sender = RequestPeer.address?.unmapped.description ?? ""
        logger.warning(
            "Refused a delivery",
            metadata: ["http.status": "\(status.code)", "error": "\(message)", "sender.address": "\(sender)"])
        var response = try Response(status, json: Refusal(error: message))
        response.headers.append(contentsOf: headers)
        return response
    }
}
