import Foundation
import Transfers

/// Runs retrainings as runs of a Databricks job.
///
/// The key goes to Databricks as the idempotency token: a second call with it gives the first run.
struct DatabricksEngine: RetrainingEngine {
    private let configuration: DatabricksConfiguration
    private let client: EngineClient

    private struct Started: Decodable {
        let run_id: Int64
    }

    init(_ configuration: DatabricksConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        let login = configuration.credentials.map {
            EngineLogin($0, timeout: configuration.timeout, with: tools)
        }
        client = EngineClient(
            engine: "Databricks", url: configuration.url + "/api/2.2/jobs", authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, login: login, detail: Self.detail,
            secrets: configuration.credentials.map { [$0.secret] } ?? [])
    }

    var idempotency: Idempotency { .key }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let body = JobRunStart(request, configuration)
            let response = try await client.send(body, to: "/run-now", expecting: [200])
            return .started(run(try client.decode(Started.self, response).run_id, isNew: true))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        do {
            let path = "/runs/get?run_id=\(EngineClient.segment(run.id))"
            return RunReport(state: try client.decode(JobRun.self, await client.get(path)).runState)
        } catch let error as EngineError where error.tellsOfNoRun {
            return RunReport(state: .missing)
        }
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        guard let id = Int64(run.id) else { return .refused("\"\(run.id)\" is no id of a run") }
        do {
            _ = try await client.send(["run_id": id], to: "/runs/cancel", expecting: [200])
        } catch let error as EngineError where error.tellsOfNoRun {
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
        return .accepted
    }

    /// Runs do not tell their token, so this finds those that got the key as a parameter.
    func find(key: String, since moment: Date) async throws -> EngineRun? {
        let earliest = Int(moment.timeIntervalSince1970 * 1000)
        let query = "/runs/list?job_id=\(configuration.job)&start_time_from=\(max(0, earliest))&limit=25"
        var token: String?
        repeat {
            let path = query + (token.map { "&page_token=\(EngineClient.segment($0))" } ?? "")
            let page = try client.decode(JobRunList.self, await client.get(path))
            let found = page.runs?.first { $0.job_parameters?.contains { $0.value == key } ?? false }
            if let found { return run(found.run_id, isNew: false) }
            token = page.next_page_token.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return nil
    }

    private func run(_ id: Int64, isNew: Bool) -> EngineRun {
        EngineRun(id: "\(id)", url: "\(configuration.url)/jobs/\(configuration.job)/runs/\(id)", isNew: isNew)
    }

    /// The code and the message of an error.
    private static func detail(_ body: Data) -> String {
        let code = (try? JSONDecoder().decode(JSONValue.self, from: body))?["error_code"]?.string
        return [code.map { String($0.prefix(64)) } ?? "", EngineDetail.text(body)].filter { !$0.isEmpty }
            .joined(separator: ": ")
    }
}

extension EngineError {
    /// Whether Databricks does not know the run; older versions say so with 400.
    fileprivate var tellsOfNoRun: Bool {
        switch self {
        case .status(_, 404, _, _): true
        case .status(_, 400, let detail, _): detail.contains("does not exist")
        default: false
        }
    }
}
