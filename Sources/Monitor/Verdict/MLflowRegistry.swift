import Foundation
import Transfers

/// Reads versions from MLflow's model registry and moves its aliases.
///
/// Everything is written by a call that may be repeated: an alias and a tag are what was last said of them.
struct MLflowRegistry: ModelRegistry {
    /// Versions looked at to find the one that a run made.
    private static let newest = 20

    private let configuration: MLflowConfiguration
    private let model: String
    private let server: MLflowClient

    init(_ configuration: MLflowConfiguration, model: String, client: HTTPClient) {
        self.configuration = configuration
        self.model = model
        server = MLflowClient(configuration, client: client)
    }

    /// A missing alias is a 400, which MLflow also answers to mistakes: only its own words tell them apart.
    func champion() async throws -> ModelVersion? {
        let alias = EngineClient.segment(configuration.champion)
        do {
            let response = try await client.get("/registered-models/alias?name=\(name)&alias=\(alias)")
            return try await evidence(of: client.decode(MLflowAnswer.VersionDocument.self, response).version)
        } catch EngineError.status(_, 400, let detail, _) where detail.hasSuffix("not found.") {
            return nil
        }
    }

    func version(_ version: String) async throws -> ModelVersion? {
        guard let found = try await server.version(version, of: model) else { return nil }
        return try await evidence(of: found)
    }

    /// The version that the output names, or else the newest one that carries the key, itself or on its MLflow run.
    ///
    /// What the registry had before the run cannot be what the run made.
    func challenger(key: String, output: [String: String], champion: String) async throws -> ModelVersion? {
        if let named = output[configuration.output], !named.isEmpty { return try await version(named) }
        for candidate in try await newestVersions() where candidate.isReady && candidate.isNewer(than: champion) {
            if candidate.tag(configuration.tag) == key { return try await evidence(of: candidate) }
            guard let run = try await server.run(of: candidate), run.tag(configuration.tag) == key else { continue }
            return candidate.modelVersion(run)
        }
        return nil
    }

    func point(_ alias: VerdictAction.Alias, to version: String) async throws {
        let alias = alias == .champion ? configuration.champion : configuration.previousChampion
        _ = try await client.send(
            ["name": model, "alias": alias, "version": version], to: "/registered-models/alias")
    }

    func tag(_ version: String, with tags: [String: String]) async throws {
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
            _ = try await client.send(
                ["name": model, "version": version, "key": key, "value": String(value.prefix(4000))],
                to: "/model-versions/set-tag")
        }
    }

    private var name: String { EngineClient.segment(model) }

    private var client: EngineClient { server.api }

    /// The filter is a language of its own, in which a quote cannot be written.
    private func newestVersions() async throws -> [MLflowAnswer.Version] {
        guard !model.contains(where: { "'\"`\\".contains($0) || $0.isNewline }) else {
            throw EngineError.refusal(engine: "MLflow", "a model with a quote in its name cannot be searched for")
        }
        let filter = EngineClient.segment("name='\(model)'")
        let order = EngineClient.segment("version_number DESC")
        let path = "/model-versions/search?filter=\(filter)&max_results=\(Self.newest)&order_by=\(order)"
        let found = try client.decode(MLflowAnswer.Search.self, await client.get(path)).versions ?? []
        return found.filter { $0.name == model }
    }

    private func evidence(of version: MLflowAnswer.Version) async throws -> ModelVersion {
        version.modelVersion(try await server.run(of: version))
    }
}
