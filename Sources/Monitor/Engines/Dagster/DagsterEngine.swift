import Foundation
import Transfers

/// Runs retrainings as runs of a Dagster job.
///
/// Dagster takes no key: the same call twice makes two runs. Each run therefore carries the key as a tag, by which it is
/// found.
struct DagsterEngine: RetrainingEngine {
    /// Nothing was started, and nothing would be the next time.
    private static let refusals: Set = [
        "RunConfigValidationInvalid", "PipelineNotFoundError", "InvalidSubsetError", "PresetNotFoundError",
        "ConflictingExecutionParamsError", "NoModeProvidedError", "InvalidStepError", "InvalidOutputError",
    ]
    private static let keyTag = "modelwatch/trigger"
    /// Longer tags are cut, except the key, which is short.
    private static let tagLength = 255

    private let configuration: DagsterConfiguration
    private let client: DagsterClient

    init(_ configuration: DagsterConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = DagsterClient(configuration, with: tools)
    }

    var idempotency: Idempotency { .none }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let result = try await client.result(DagsterQuery.launch, ["params": parameters(request)])
            let type = result["__typename"]?.string ?? ""
            if type == "LaunchRunSuccess", let id = result["run"]?["runId"]?.string { return .started(engineRun(id)) }
            let reason = "\(client.error(result))"
            if type == "UnauthorizedError" { return .unauthorized(reason) }
            return Self.refusals.contains(type) ? .refused(reason) : .ambiguous(reason)
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        RunReport(state: try await self.run(run.id)?.runState ?? .missing)
    }

    /// A run that waits is marked, because there is no process that could be asked to end.
    func cancel(_ run: EngineRun) async throws -> Cancelling {
        guard let before = try await self.run(run.id), !before.isOver else { return .accepted }
        let policy = before.isQueued ? "MARK_AS_CANCELED_IMMEDIATELY" : "SAFE_TERMINATE"
        let variables: [String: JSONValue] = ["id": .string(run.id), "policy": .string(policy)]
        let result = try await client.result(DagsterQuery.terminate, variables)
        switch result["__typename"]?.string {
        case "TerminateRunSuccess", "RunNotFoundError": return .accepted
        case "TerminateRunFailure":
            let isOver = try await self.run(run.id)?.isOver ?? true
            return isOver ? .accepted : .refused("\(client.error(result))")
        default: throw client.error(result)
        }
    }

    /// Of several, the first one that was made.
    func find(key: String, since moment: Date) async throws -> EngineRun? {
        let tag: [String: JSONValue] = ["key": .string(Self.keyTag), "value": .string(key)]
        let filter: [String: JSONValue] = ["tags": .array([.object(tag)])]
        let result = try await client.result(DagsterQuery.runs, ["filter": .object(filter)])
        guard let runs = result["results"]?.array else { throw client.error(result) }
        return runs.compactMap(DagsterRun.init).last.map { engineRun($0.id, isNew: false) }
    }

    private func run(_ id: String) async throws -> DagsterRun? {
        let result = try await client.result(DagsterQuery.run, ["id": .string(id)])
        if result["__typename"]?.string == "RunNotFoundError" { return nil }
        guard let run = DagsterRun(result) else { throw client.error(result) }
        return run
    }

    private func parameters(_ request: RetrainingRequest) -> JSONValue {
        let tags = request.parameters.sorted { $0.key < $1.key }.map { name, value in
            JSONValue.object([
                "key": .string("modelwatch/\(name)"), "value": .string(String(value.prefix(Self.tagLength))),
            ])
        }
        return .object([
            "selector": .object([
                "repositoryLocationName": .string(configuration.location),
                "repositoryName": .string(configuration.repository), "jobName": .string(configuration.job),
            ]),
            "runConfigData": configuration.runConfiguration.json(request),
            "executionMetadata": .object(["tags": .array(tags)]),
        ])
    }

    private func engineRun(_ id: String, isNew: Bool = true) -> EngineRun {
        EngineRun(id: id, url: "\(configuration.url)/runs/\(EngineClient.segment(id))", isNew: isNew)
    }
}
