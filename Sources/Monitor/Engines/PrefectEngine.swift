import Foundation
import Transfers

/// Runs retrainings as flow runs of a Prefect deployment.
///
/// The key goes to Prefect as the idempotency key: a second call with it answers 200 with the first run, whatever
/// its state. Prefect under load answers 503 to most of many calls at once, so those are repeated with the same key.
struct PrefectEngine: RetrainingEngine {
    let configuration: PrefectConfiguration
    let client: HTTPClient

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let deployment = try await deployment()
            let parameters = deployment.parameters(for: request, templates: configuration.parameters)
            let body = FlowRunCreation(request, parameters: parameters)
            let response = try await post("/deployments/\(deployment.id)/create_flow_run", body)
            let run = try Self.decode(FlowRun.self, response)
            return .started(engineRun(run.id, isNew: response.status == 201))
        } catch let error as PrefectError {
            return error.isPermanent ? .refused("\(error)") : .unavailable("\(error)")
        } catch {
            return .unavailable("\(error)")
        }
    }

    func poll(_ run: EngineRun) async throws -> RunState {
        do {
            return try Self.decode(FlowRun.self, await get("/flow_runs/\(Self.segment(run.id))")).runState
        } catch PrefectError.status(404, _) {
            return .missing
        }
    }

    func find(key: String) async throws -> EngineRun? {
        let filter: [String: JSONValue] = [
            "flow_runs": .object(["idempotency_key": .object(["any_": .array([.string(key)])])]),
            "limit": .integer(1),
        ]
        let runs = try Self.decode([FlowRun].self, await post("/flow_runs/filter", filter))
        return runs.first.map { engineRun($0.id, isNew: false) }
    }

    /// Asks for the deployment each time, because its parameters change with every new version of the flow.
    private func deployment() async throws -> PrefectDeployment {
        let parts = configuration.deployment.split(separator: "/").map { Self.segment(String($0)) }
        let path = parts.count == 1 ? parts[0] : "name/" + parts.joined(separator: "/")
        return try Self.decode(PrefectDeployment.self, await get("/deployments/\(path)"))
    }

    private func engineRun(_ id: String, isNew: Bool) -> EngineRun {
        let base = configuration.url.hasSuffix("/api") ? String(configuration.url.dropLast(4)) : configuration.url
        return EngineRun(id: id, url: "\(base)/runs/flow-run/\(Self.segment(id))", isNew: isNew)
    }

    private func get(_ path: String) async throws -> HTTPClientResponse {
        try await send(HTTPClientRequest(url: configuration.url + path, timeout: configuration.timeout))
    }

    private func post(_ path: String, _ body: some Encodable) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(
            method: "POST", url: configuration.url + path, timeout: configuration.timeout)
        request.headers.append(("Content-Type", "application/json"))
        request.body = try JSONEncoder().encode(body)
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        var request = request
        try request.authorize(configuration.authorization)
        let response = try await client.send(request)
        guard (200...201).contains(response.status) else {
            throw PrefectError.status(response.status, PrefectError.detail(response.body))
        }
        return response
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ response: HTTPClientResponse) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: response.body)
        } catch {
            throw PrefectError.unexpectedAnswer
        }
    }

    private static func segment(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~"))) ?? ""
    }
}
