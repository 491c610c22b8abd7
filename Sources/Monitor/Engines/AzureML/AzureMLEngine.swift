import Foundation
import Transfers

/// Runs retrainings as pipeline jobs of an Azure Machine Learning workspace.
///
/// The key is the job's id: to make it again changes nothing, or is refused as a conflict.
struct AzureMLEngine: RetrainingEngine {
    private static let version = "api-version=2025-09-01"

    private let configuration: AzureMLConfiguration
    private let client: EngineClient

    init(_ configuration: AzureMLConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        let login = configuration.credentials.map {
            EngineLogin($0, timeout: configuration.timeout, with: tools)
        }
        client = EngineClient(
            engine: "Azure ML", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, login: login,
            secrets: configuration.credentials.map { [$0.secret] } ?? [])
    }

    var idempotency: Idempotency { .name }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let body = AzureMLJobCreation(request, configuration, in: workspace)
            let response = try await client.send(body, to: path(request.key), method: "PUT", expecting: [200, 201])
            let job = try client.decode(AzureMLJob.self, response)
            return .started(EngineRun(id: request.key, url: job.page, isNew: response.status == 201))
        } catch {
            return await adopting(request.key, after: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        RunReport(state: try await job(run.id)?.runState ?? .missing)
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        do {
            let request = HTTPClientRequest(
                method: "POST", url: client.url + path(run.id, "/cancel"), body: Data())
            _ = try await client.send(request, expecting: [200, 202, 204])
        } catch EngineError.status(_, 404, _, _) {
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
        return .accepted
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        try await job(key).map { EngineRun(id: key, url: $0.page, isNew: false) }
    }

    private func job(_ id: String) async throws -> AzureMLJob? {
        do {
            return try client.decode(AzureMLJob.self, await client.get(path(id)))
        } catch EngineError.status(_, 404, _, _) {
            return nil
        }
    }

    /// The resource id of the workspace.
    private var workspace: String {
        "/subscriptions/\(EngineClient.segment(configuration.subscription))"
            + "/resourceGroups/\(EngineClient.segment(configuration.resourceGroup))"
            + "/providers/Microsoft.MachineLearningServices/workspaces/\(EngineClient.segment(configuration.workspace))"
    }

    private func path(_ id: String, _ action: String = "") -> String {
        "\(workspace)/jobs/\(EngineClient.segment(id))\(action)?\(Self.version)"
    }
}
