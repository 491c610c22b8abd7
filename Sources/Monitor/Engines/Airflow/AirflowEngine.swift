import Foundation
import Transfers

/// Runs retrainings as runs of an Airflow DAG.
///
/// The key is the id of the run, which a DAG has only once: a second call with it answers 409, and an answer 5xx,
/// which Airflow on SQLite gives to most of many calls at once, does no harm when the call is made again.
struct AirflowEngine: RetrainingEngine {
    private let configuration: AirflowConfiguration
    private let client: AirflowClient

    init(_ configuration: AirflowConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = AirflowClient(configuration, with: tools)
    }

    var idempotency: Idempotency { .name }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let version = try await client.version()
            let response = try await client.send(
                "POST", runs, body(request, for: version), expecting: [200, 201, 409])
            guard response.status == 409 else {
                let id = try client.decode(DAGRun.self, response).id
                return .started(engineRun(id, isNew: true, version))
            }
            guard let existing = try await run(request.key) else {
                return .ambiguous("Airflow answered 409 and does not list the run")
            }
            return .started(engineRun(existing.id, isNew: false, version))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        guard let dagRun = try await self.run(run.id) else { return RunReport(state: .missing) }
        guard dagRun.state == "queued" else { return RunReport(state: dagRun.runState) }
        let isPaused = try client.decode(DAG.self, await client.send("GET", dag)).isPaused
        return RunReport(state: .waiting(isPaused ? "queued: the DAG is paused" : "queued"))
    }

    /// Airflow would also turn a success into a failure, so a run that is over is left as it is.
    func cancel(_ run: EngineRun) async throws -> Cancelling {
        guard let dagRun = try await self.run(run.id), !dagRun.isOver else { return .accepted }
        let note = JSONValue.string(DAGRun.cancellationNote)
        var change: [String: JSONValue] = ["state": .string("failed")]
        if try await client.version() == .two {
            _ = try await client.send("PATCH", path(run.id) + "/setNote", .object(["note": note]))
        } else {
            change["note"] = note
        }
        _ = try await client.send("PATCH", path(run.id), .object(change))
        return .accepted
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        guard let run = try await run(key) else { return nil }
        return engineRun(run.id, isNew: false, try await client.version())
    }

    private var dag: String { "/dags/" + EngineClient.segment(configuration.dag) }
    private var runs: String { dag + "/dagRuns" }

    private func path(_ run: String) -> String { runs + "/" + EngineClient.segment(run) }

    /// Version 3 demands `logical_date`; without one, runs of the same moment do not collide. Version 2 refuses `null`.
    private func body(_ request: RetrainingRequest, for version: AirflowVersion) -> JSONValue {
        var body: [String: JSONValue] = [
            "dag_run_id": .string(request.key),
            "conf": .object(conf(request)),
            "note": .string("started by modelwatch"),
        ]
        if version == .three { body["logical_date"] = .null }
        return .object(body)
    }

    private func conf(_ request: RetrainingRequest) -> [String: JSONValue] {
        request.parameters.mapValues(JSONValue.string)
            .merging(configuration.parameters.compactMapValues { $0.value(request.labels) }) { _, configured in
                configured
            }
    }

    private func run(_ id: String) async throws -> DAGRun? {
        let response = try await client.send("GET", path(id), expecting: [200, 404])
        return response.status == 404 ? nil : try client.decode(DAGRun.self, response)
    }

    private func engineRun(_ id: String, isNew: Bool, _ version: AirflowVersion) -> EngineRun {
        let page = version == .two ? "/grid?dag_run_id=" : "/runs/"
        return EngineRun(id: id, url: configuration.url + dag + page + EngineClient.segment(id), isNew: isNew)
    }
}
