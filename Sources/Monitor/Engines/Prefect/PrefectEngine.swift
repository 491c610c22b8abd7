import Foundation
import Transfers

/// Runs retrainings as flow runs of a Prefect deployment.
///
/// The key goes to Prefect as the idempotency key: a second call with it answers 200 with the first run, whatever
/// its state. Prefect under load answers 503 to most of many calls at once, so those are repeated with the same key.
struct PrefectEngine: RetrainingEngine {
    private let configuration: PrefectConfiguration
    private let server: PrefectClient

    init(_ configuration: PrefectConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        server = PrefectClient(configuration, client: tools.client)
    }

    private var client: EngineClient { server.api }

    var idempotency: Idempotency { .key }

    /// A 409 is a failed validation of the parameters, not "exists", and is refused with the other 4xx.
    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            // Asked for each time, because its parameters change with every new version of the flow.
            let deployment = try await server.deployment(configuration.deployment)
            let parameters = deployment.parameters(for: request, templates: configuration.parameters)
            let body = FlowRunCreation(request, parameters: parameters)
            let response = try await client.send(body, to: "/deployments/\(deployment.id)/create_flow_run")
            let run = try client.decode(FlowRun.self, response)
            return .started(engineRun(run.id, isNew: response.status == 201))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        do {
            let path = "/flow_runs/\(EngineClient.segment(run.id))"
            let flowRun = try client.decode(FlowRun.self, await client.get(path))
            guard flowRun.isScheduled, let id = flowRun.deploymentID, try await isPaused(id) else {
                return RunReport(state: flowRun.runState)
            }
            return RunReport(state: .waiting("Scheduled: the deployment is paused"))
        } catch EngineError.status(_, 404, _, _) {
            return RunReport(state: .missing)
        }
    }

    /// Prefect says REJECT when a run that had not begun was cancelled at once, and ABORT when it was over.
    func cancel(_ run: EngineRun) async throws -> Cancelling {
        let body: [String: JSONValue] = [
            "state": .object([
                "type": .string("CANCELLING"), "name": .string("Cancelling"),
                "message": .string("cancelled by modelwatch"),
            ]),
            "force": .boolean(false),
        ]
        do {
            _ = try await client.send(body, to: "/flow_runs/\(EngineClient.segment(run.id))/set_state")
        } catch EngineError.status(_, 404, _, _) {}
        return .accepted
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        let filter: [String: JSONValue] = [
            "flow_runs": .object(["idempotency_key": .object(["any_": .array([.string(key)])])]),
            "limit": .integer(1),
        ]
        return try await server.flowRuns(filter).first.map { engineRun($0.id, isNew: false) }
    }

    /// Whether a deployment leaves its runs waiting; one that is gone does not.
    private func isPaused(_ id: String) async throws -> Bool {
        let response = try await client.get("/deployments/\(EngineClient.segment(id))", expecting: [200, 404])
        guard response.status == 200 else { return false }
        return try client.decode(PrefectDeployment.self, response).paused == true
    }

    private func engineRun(_ id: String, isNew: Bool) -> EngineRun {
        let base = configuration.url.hasSuffix("/api") ? String(configuration.url.dropLast(4)) : configuration.url
        return EngineRun(id: id, url: "\(base)/runs/flow-run/\(EngineClient.segment(id))", isNew: isNew)
    }
}
