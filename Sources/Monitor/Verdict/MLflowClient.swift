import Foundation
import Transfers

/// Reads models, versions and runs from an MLflow server.
struct MLflowClient: Sendable {
    let api: EngineClient

    init(_ configuration: MLflowConfiguration, client: HTTPClient) {
        api = EngineClient(
            engine: "MLflow", url: configuration.url + "/api/2.0/mlflow", authorization: configuration.authorization,
            timeout: configuration.timeout, client: client.secured(by: configuration.tls),
            detail: MLflowAnswer.detail)
    }

    /// A registered model with its aliases and the newest version in each stage; nil if there is none of the name.
    func registeredModel(_ name: String) async throws -> MLflowAnswer.RegisteredModel? {
        try await found(MLflowAnswer.RegisteredModelDocument.self, "/registered-models/get?name=\(segment(name))")?
            .model
    }

    /// A version of a registered model; nil if there is none.
    func version(_ version: String, of model: String) async throws -> MLflowAnswer.Version? {
        let path = "/model-versions/get?name=\(segment(model))&version=\(segment(version))"
        return try await found(MLflowAnswer.VersionDocument.self, path)?.version
    }

    /// The run that made a version; nil if it has none, or none any more.
    func run(of version: MLflowAnswer.Version) async throws -> MLflowAnswer.Run? {
        guard let id = version.runId, !id.isEmpty else { return nil }
        return try await found(MLflowAnswer.RunDocument.self, "/runs/get?run_id=\(segment(id))")?.run
    }

    /// The run of an experiment that began last; nil if it has none.
    func latestRun(inExperiment id: String) async throws -> MLflowAnswer.Run? {
        let body: [String: JSONValue] = [
            "experiment_ids": .array([.string(id)]), "max_results": .integer(1),
            "order_by": .array([.string("attributes.start_time DESC")]),
        ]
        return try api.decode(MLflowAnswer.RunSearch.self, await api.send(body, to: "/runs/search")).runs?.first
    }

    /// Whether MLflow finds files of a version where they should be; nil if it cannot be asked for that place.
    func hasArtifacts(_ version: MLflowAnswer.Version, of run: MLflowAnswer.Run?) async throws -> Bool? {
        guard let path = version.artifactsPath(run) else { return nil }
        do {
            return try await found(MLflowAnswer.Artifacts.self, path)?.files?.isEmpty == false
        } catch EngineError.status(_, 500, _, _) {
            // What MLflow answers where it cannot read the storage, such as a bucket that is gone.
            return false
        }
    }

    /// The document at a path; nil if MLflow has no such thing.
    private func found<Document: Decodable>(_ type: Document.Type, _ path: String) async throws -> Document? {
        do {
            return try api.decode(type, await api.get(path))
        } catch EngineError.status(_, 404, _, _) {
            return nil
        }
    }

    private func segment(_ text: String) -> String { EngineClient.segment(text) }
}
