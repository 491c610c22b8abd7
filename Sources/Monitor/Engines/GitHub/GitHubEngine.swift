import Foundation
import Transfers

/// Runs retrainings as workflow runs of GitHub Actions.
///
/// GitHub has no keys: the key is an input, which the workflow puts into its `run-name`, and a run is found by its title.
/// A server that does not tell the run's id (GitHub Enterprise Server before 3.21) leaves the key as the run's name until the
/// run is listed.
struct GitHubEngine: RetrainingEngine {
    /// How long to wait after too many calls if GitHub does not say it, as GitHub's documentation asks for.
    private static let pause = Duration.seconds(60)

    private let configuration: GitHubConfiguration
    private let client: EngineClient

    init(_ configuration: GitHubConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "GitHub", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client,
            headers: [("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28")],
            pause: { Self.pause($0, at: Date()) })
    }

    var idempotency: Idempotency { .none }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let response = try await dispatch(WorkflowDispatch(request, configuration))
            guard response.status == 200 else { return .started(EngineRun(id: request.key, url: nil)) }
            let answer = try client.decode(WorkflowDispatch.Answer.self, response)
            return .started(EngineRun(id: "\(answer.id)", url: EngineRun.page(answer.page)))
        } catch EngineError.status(let engine, 403, let detail, let pause) where isLimit(detail, pause) {
            let error = EngineError.status(engine: engine, 403, detail, retryAfter: pause)
            return .unavailable("\(error)", retryAfter: pause ?? Self.pause)
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        guard Int(run.id) != nil else {
            guard let found = try await listed(run.id) else { return RunReport(state: .missing) }
            return RunReport(state: found.runState, run: found.engineRun)
        }
        do {
            let response = try await client.get("\(repository)/actions/runs/\(EngineClient.segment(run.id))")
            return RunReport(state: try client.decode(WorkflowRun.self, response).runState)
        } catch EngineError.status(_, 404, _, _) {
            return RunReport(state: .missing)
        }
    }

    /// GitHub answers 409 both for a run that is over and for one that it has not queued yet.
    func cancel(_ run: EngineRun) async throws -> Cancelling {
        guard let run = Int(run.id) == nil ? try await listed(run.id)?.engineRun : run else {
            throw EngineError.refusal(engine: client.engine, "the run is not listed yet")
        }
        do {
            let path = "\(repository)/actions/runs/\(EngineClient.segment(run.id))/cancel"
            _ = try await client.send(HTTPClientRequest(method: "POST", url: client.url + path), expecting: [202])
            return .accepted
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        try await listed(key, [(name: "created", value: ">=\(RunLookup.text(moment))")])?.engineRun
    }

    private var repository: String {
        let parts = configuration.repository.split(separator: "/").map { EngineClient.segment(String($0)) }
        return "/repos/" + parts.joined(separator: "/")
    }

    private var workflow: String { "\(repository)/actions/workflows/\(EngineClient.segment(configuration.workflow))" }

    /// Only servers that know the member `return_run_details` take it; the others answer 422 and start nothing.
    private func dispatch(_ body: WorkflowDispatch) async throws -> HTTPClientResponse {
        do {
            return try await client.send(body, to: "\(workflow)/dispatches", expecting: [200, 204])
        } catch EngineError.status(_, 422, let detail, _) where detail.contains("return_run_details") {
            var body = body
            body.returnRunDetails = nil
            return try await client.send(body, to: "\(workflow)/dispatches", expecting: [200, 204])
        }
    }

    /// The run whose title names the key, among the newest hundred.
    private func listed(_ key: String, _ filter: [(name: String, value: String)] = []) async throws -> WorkflowRun? {
        let query = [(name: "event", value: "workflow_dispatch"), (name: "per_page", value: "100")] + filter
        let response = try await client.get("\(workflow)/runs?\(EngineClient.form(query))")
        return try client.decode(WorkflowRun.List.self, response).runs.first {
            RunLookup.title($0.title, names: key)
        }
    }

    /// GitHub answers 403 to a token that may not do this and to one that did it too often.
    private func isLimit(_ detail: String, _ pause: Duration?) -> Bool {
        pause != nil || detail.contains("rate limit")
    }

    /// The pause after too many calls: `Retry-After`, or the moment when calls are counted anew.
    private static func pause(_ response: HTTPClientResponse, at now: Date) -> Duration? {
        if let pause = EngineClient.retryAfter(response) { return pause }
        guard response.headers["x-ratelimit-remaining"] == "0",
            let reset = response.headers["x-ratelimit-reset"].flatMap(Double.init)
        else { return nil }
        return .seconds(min(max(0, reset - now.timeIntervalSince1970), 86_400))
    }
}
