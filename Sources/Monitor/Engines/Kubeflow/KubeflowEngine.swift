import Foundation
import Transfers

/// Runs retrainings as runs of Kubeflow Pipelines.
///
/// Kubeflow has no keys and gives a name as often as it is asked to: the key is the name, and a run is found by it.
struct KubeflowEngine: RetrainingEngine {
    private let configuration: KubeflowConfiguration
    private let client: EngineClient

    init(_ configuration: KubeflowConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "Kubeflow", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client,
            headers: configuration.user.map { [("kubeflow-userid", $0)] } ?? [])
    }

    var idempotency: Idempotency { .none }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            guard let version = try await version() else {
                return .refused("the pipeline \(configuration.pipeline) has no version")
            }
            let body = KubeflowRunCreation(request, of: version, configuration)
            let run = try client.decode(KubeflowRun.self, await client.send(body, to: Self.runs))
            return .started(engineRun(run.id, isNew: true))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        do {
            let response = try await client.get("\(Self.runs)/\(EngineClient.segment(run.id))")
            return RunReport(state: try client.decode(KubeflowRun.self, response).runState)
        } catch EngineError.status(_, 404, _, _) {
            return RunReport(state: .missing)
        }
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        do {
            let path = "\(Self.runs)/\(EngineClient.segment(run.id)):terminate"
            _ = try await client.send([String: String](), to: path, expecting: [200])
            return .accepted
        } catch let error as EngineError {
            let outcome = try await cancelling(run, after: error)
            return try await poll(run).state == Self.ending ? .accepted : outcome
        }
    }

    /// Kubeflow refuses to end a run that ends already.
    private static let ending = RunState.running("CANCELING")

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        let filter = #"{"predicates":[{"operation":"EQUALS","key":"display_name","string_value":"\#(key)"}]}"#
        let query =
            (configuration.namespace.map { [(name: "namespace", value: $0)] } ?? [])
            + [(name: "page_size", value: "10"), (name: "filter", value: filter)]
        let response = try await client.get("\(Self.runs)?\(EngineClient.form(query))")
        return try client.decode(KubeflowRun.List.self, response).runs?.first.map { engineRun($0.id, isNew: false) }
    }

    private static let runs = "/apis/v2beta1/runs"

    /// Asks for the version each time, because the newest changes.
    private func version() async throws -> KubeflowPipelineVersion? {
        let path = "/apis/v2beta1/pipelines/\(EngineClient.segment(configuration.pipeline))/versions"
        if let version = configuration.version {
            let response = try await client.get("\(path)/\(EngineClient.segment(version))")
            return try client.decode(KubeflowPipelineVersion.self, response)
        }
        let query = EngineClient.form([("page_size", "1"), ("sort_by", "created_at desc")])
        return try client.decode(KubeflowPipelineVersion.List.self, await client.get("\(path)?\(query)")).versions?
            .first
    }

    private func engineRun(_ id: String, isNew: Bool) -> EngineRun {
        EngineRun(id: id, url: "\(configuration.url)/#/runs/details/\(EngineClient.segment(id))", isNew: isNew)
    }
}
