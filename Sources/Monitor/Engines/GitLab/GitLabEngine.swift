import Foundation
import Transfers

/// Runs retrainings as pipelines of GitLab CI.
///
/// GitLab has no keys: the key is a variable, which the pipeline puts into its `workflow: name`, and a pipeline is found by
/// its name.
struct GitLabEngine: RetrainingEngine {
    private let configuration: GitLabConfiguration
    private let client: EngineClient

    init(_ configuration: GitLabConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "GitLab", url: configuration.url + "/api/v4", authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, detail: GitLabDetail.text,
            secrets: [configuration.triggerToken].compactMap(\.self))
    }

    var idempotency: Idempotency { .none }

    /// A trigger token that GitLab does not know is answered like an unknown project, with 404.
    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let pipeline = try client.decode(GitLabPipeline.self, await create(request))
            return .started(pipeline.engineRun(isNew: true))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        do {
            let response = try await client.get("\(project)/pipelines/\(EngineClient.segment(run.id))")
            return RunReport(state: try client.decode(GitLabPipeline.self, response).runState)
        } catch EngineError.status(_, 404, _, _) {
            return RunReport(state: .missing)
        }
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        do {
            let path = "\(project)/pipelines/\(EngineClient.segment(run.id))/cancel"
            let request = HTTPClientRequest(method: "POST", url: client.url + path)
            _ = try await client.send(request, expecting: [200, 201])
            return .accepted
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
    }

    /// Looks among the newest hundred; `updated_after` is understood by older servers, too.
    func find(key: String, since moment: Date) async throws -> EngineRun? {
        let query: [(name: String, value: String)] = [
            ("source", configuration.triggerToken == nil ? "api" : "trigger"), ("ref", configuration.ref),
            ("updated_after", RunLookup.text(moment)), ("order_by", "id"), ("sort", "desc"), ("per_page", "100"),
        ]
        let response = try await client.get("\(project)/pipelines?\(EngineClient.form(query))")
        return try client.decode([GitLabPipeline].self, response)
            .first { RunLookup.title($0.name, names: key) }?.engineRun(isNew: false)
    }

    private var project: String { "/projects/\(EngineClient.segment(configuration.project))" }

    private func create(_ request: RetrainingRequest) async throws -> HTTPClientResponse {
        let variables = variables(request)
        guard let token = try configuration.triggerToken?.read() else {
            let body = GitLabPipelineCreation.pipeline(ref: configuration.ref, variables: variables)
            return try await client.send(body, to: "\(project)/pipeline", expecting: [201])
        }
        // The trigger token alone decides here; an API token beside it would be looked at as well.
        var client = client
        client.authorization = nil
        let body = GitLabPipelineCreation.trigger(token: token, ref: configuration.ref, variables: variables)
        return try await client.send(body, to: "\(project)/trigger/pipeline", expecting: [201])
    }

    /// GitLab puts other variables, secret ones among them, in the place of `$NAME`; `$$` is a dollar sign.
    private func variables(_ request: RetrainingRequest) -> [String: String] {
        request.variables.merging(request.texts(configuration.parameters)) { _, configured in configured }
            .mapValues { $0.replacing("$", with: "$$") }
    }
}
