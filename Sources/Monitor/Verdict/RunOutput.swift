/// What a run gave back, as a registry of two versions: for those who keep none.
///
/// A number under a name is a metric of the challenger, and under `champion.` and a name one of the champion; other
/// text is a tag.
struct RunOutput: ModelRegistry {
    /// Where the output tells which version is the champion.
    static let championKey = "champion_version"
    /// Where the output tells which version the run made.
    static let challengerKey = "model_version"

    let output: [String: String]

    func champion() async throws -> ModelVersion? {
        ModelVersion(version: output[Self.championKey] ?? "")
    }

    func version(_ version: String) async throws -> ModelVersion? { nil }

    func challenger(key: String, output: [String: String], champion: String) async throws -> ModelVersion? {
        let numbers = output.compactMapValues(Double.init)
        return ModelVersion(version: output[Self.challengerKey] ?? "", metrics: numbers, tags: output)
    }

    func point(_ alias: VerdictAction.Alias, to version: String) async throws {
        throw EngineError.refusal(engine: "the output of the run", "it keeps no aliases")
    }

    func tag(_ version: String, with tags: [String: String]) async throws {
        throw EngineError.refusal(engine: "the output of the run", "it keeps no tags")
    }
}
