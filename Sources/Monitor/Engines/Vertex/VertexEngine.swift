import Foundation
import Transfers

/// Runs retrainings as pipeline jobs of Google's Vertex AI.
///
/// The key is the job's id, which a project gives only once: a second job of the id is refused as a conflict, and the
/// first is ours.
struct VertexEngine: RetrainingEngine {
    private let configuration: VertexConfiguration
    private let client: EngineClient

    init(_ configuration: VertexConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        let login = configuration.login.map {
            EngineLogin($0, timeout: configuration.timeout, with: tools)
        }
        client = EngineClient(
            engine: "Vertex AI", url: configuration.url + "/v1", authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, login: login)
    }

    var idempotency: Idempotency { .name }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let body = PipelineJobCreation(request, configuration)
            let path = collection + "?pipelineJobId=\(EngineClient.segment(request.key))"
            _ = try await client.send(body, to: path, expecting: [200])
            return .started(run(request.key, isNew: true))
        } catch {
            return await adopting(request.key, after: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        RunReport(state: try await job(run.id)?.runState ?? .missing)
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        do {
            _ = try await client.send([String: String](), to: path(run.id) + ":cancel", expecting: [200])
        } catch EngineError.status(_, 404, _, _) {
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
        return .accepted
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        try await job(key).map { _ in run(key, isNew: false) }
    }

    private func job(_ id: String) async throws -> PipelineJob? {
        do {
            return try client.decode(PipelineJob.self, await client.get(path(id)))
        } catch EngineError.status(_, 404, _, _) {
            return nil
        }
    }

    private var collection: String {
        let project = EngineClient.segment(configuration.project)
        return "/projects/\(project)/locations/\(EngineClient.segment(configuration.location))/pipelineJobs"
    }

    private func path(_ id: String) -> String { collection + "/" + EngineClient.segment(id) }

    private func run(_ id: String, isNew: Bool) -> EngineRun {
        let location = EngineClient.segment(configuration.location)
        let url =
            "https://console.cloud.google.com/vertex-ai/pipelines/locations/\(location)/runs/\(EngineClient.segment(id))"
            + "?project=\(EngineClient.segment(configuration.project))"
        return EngineRun(id: id, url: url, isNew: isNew)
    }
}
