import Foundation
import Transfers

/// Hands retrainings to Argo Events, one event for each.
///
/// An event source answers that it has the event and nothing more. Where the Argo server is known, the sensor names its
/// workflows by the key and they are followed there; else the event's arrival is all that is ever known.
struct ArgoEventsEngine: RetrainingEngine {
    private let configuration: ArgoEventsConfiguration
    private let client: EngineClient
    private let server: ArgoServer?

    init(_ configuration: ArgoEventsConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "Argo Events", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, detail: Self.detail)
        let serverTools = tools.secured(by: configuration.workflowsTLS ?? tools.client.tls.elsewhere)
        server = configuration.workflows.map { ArgoServer($0, with: serverTools) }
    }

    var idempotency: Idempotency { server == nil ? .none : .name }

    /// A source that is just starting answers 400 and says that it is inactive.
    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            _ = try await client.send(ArgoEvent(request, configuration.parameters), to: "", expecting: [200])
            return .started(server?.run(request.key, isNew: true) ?? EngineRun(id: request.key, url: nil))
        } catch let error as EngineError {
            guard case .status(_, 400, let detail, _) = error, detail.contains("inactive") else {
                return error.startOutcome
            }
            return .unavailable("\(error)")
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        guard let server else { return RunReport(state: .succeeded("the event arrived; what follows is not known")) }
        return try await server.report(run.id)
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        guard let server else { return .refused("an event cannot be called back") }
        do {
            try await server.terminate(run.id)
            return .accepted
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
    }

    /// Without the Argo server nobody knows, so the policy says what follows.
    func find(key: String, since moment: Date) async throws -> EngineRun? {
        guard let server, try await server.report(key).state != .missing else { return nil }
        return server.run(key, isNew: false)
    }

    /// An event source answers text.
    private static func detail(_ body: Data) -> String {
        String(decoding: body, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
