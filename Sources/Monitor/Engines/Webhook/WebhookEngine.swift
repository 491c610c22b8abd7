import Foundation
import Transfers

/// Runs retrainings by an HTTP endpoint that somebody wrote for them.
struct WebhookEngine: RetrainingEngine {
    private let configuration: WebhookConfiguration
    private let client: EngineClient

    init(_ configuration: WebhookConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "the webhook", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, secrets: configuration.signingSecrets,
            addresses: configuration.addresses)
    }

    var idempotency: Idempotency { configuration.isIdempotent ? .key : .none }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let message = WebhookMessage(event: .requested, id: request.key, body: try body(request))
            let response = try await send(message, expecting: configuration.successCodes)
            guard let pointer = configuration.runID else { return .started(EngineRun(id: request.key, url: nil)) }
            guard let id = pointer.text(in: try client.decode(JSONValue.self, response)), Self.isUsable(id) else {
                return .ambiguous("the webhook's answer \(response.status) tells no id of the run")
            }
            return .started(EngineRun(id: id, url: nil))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        guard let status = configuration.status else {
            return RunReport(state: .succeeded("accepted by the webhook; how the run ended is not known"))
        }
        return try await report(of: run.id, status) ?? RunReport(state: .missing)
    }

    /// An endpoint that no longer knows the run has ended it.
    func cancel(_ run: EngineRun) async throws -> Cancelling {
        guard let cancel = configuration.cancel else { return .refused("no URL to cancel runs is configured") }
        let body = try JSONEncoder().encode(["event": WebhookMessage.Event.cancelled.rawValue, "run_id": run.id])
        let id = "cancel-" + EngineClient.segment(run.id)
        let message = WebhookMessage(event: .cancelled, id: id, body: body)
        do {
            _ = try await send(
                message, cancel.method.rawValue, to: cancel.url.of(run.id),
                expecting: Set(200...299).union([404, 410]))
            return .accepted
        } catch let error as EngineError {
            guard case .refused(let reason) = error.startOutcome else { throw error }
            return .refused(reason)
        }
    }

    /// Only where the key is the run's id there is a URL that knows it.
    func find(key: String, since moment: Date) async throws -> EngineRun? {
        guard configuration.runID == nil, let status = configuration.status else { return nil }
        return try await report(of: key, status).map { _ in EngineRun(id: key, url: nil, isNew: false) }
    }

    /// What is known of a run; nil if the endpoint does not know it.
    private func report(of id: String, _ status: WebhookStatus) async throws -> RunReport? {
        let response = try await client.send(HTTPClientRequest(url: status.url.of(id)), expecting: [200, 404])
        guard response.status == 200 else { return nil }
        guard let report = status.report(try client.decode(JSONValue.self, response)) else {
            throw EngineError.unexpectedAnswer(engine: client.engine)
        }
        return report
    }

    private func send(
        _ message: WebhookMessage, _ method: String = "POST", to url: String? = nil, expecting statuses: Set<Int>
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(method: method, url: url ?? configuration.url)
        request.headers = try message.headers(secrets: configuration.signingSecrets, at: Date())
        request.body = message.body
        return try await client.send(request, expecting: statuses)
    }

    private func body(_ request: RetrainingRequest) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(configuration.body?.json(request) ?? Self.document(request))
    }

    /// What is sent where no document is configured.
    private static func document(_ request: RetrainingRequest) -> JSONValue {
        .object([
            "event": .string(WebhookMessage.Event.requested.rawValue), "key": .string(request.key),
            "parameters": .object(request.parameters.mapValues { .string($0) }),
            "labels": .object(request.labels.mapValues { .string($0) }),
        ])
    }

    /// Dots in a path would lead to another one.
    private static func isUsable(_ id: String) -> Bool {
        !["", ".", ".."].contains(id) && id.utf8.count <= 1024
    }
}
