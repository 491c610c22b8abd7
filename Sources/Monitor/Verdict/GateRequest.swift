/// The body of `POST /api/v1/gate`: two versions, and the rules between them.
struct GateRequest {
    /// More would be a way to keep the bridge busy, since each may be a pattern over all metrics.
    private static let mostRules = 100
    /// Rules times metrics, which is how many comparisons there can be.
    private static let mostComparisons = 20_000

    let champion: ModelVersion
    let challenger: ModelVersion
    let rules: GateRules

    /// Reads a body. The rules are those of the policy that it names, or stand in it as they do in a policy.
    ///
    /// - Throws: ``GateDocumentError`` for the versions, ``InvalidConfiguration`` for the rules.
    init(_ body: JSONValue, policies: [PolicyConfiguration]) throws {
        champion = try GateDocument(body["champion"] ?? .null, name: "champion").version
        challenger = try GateDocument(body["challenger"] ?? .null, name: "challenger").version
        rules = try ConfigurationDocument(body).read { mapping in
            for key in ["champion", "challenger"] { _ = mapping.contains(key) }
            guard let policy: String = mapping.optionalValue("policy") else { return Self.rules(in: mapping) }
            for key in ["metrics", "min_rows", "dataset_hash"] where mapping.contains(key) {
                mapping.add(.exclusiveKeys("policy", key), at: key)
            }
            let judging = policies.filter { $0.verdict != nil }
            if let verdict = judging.first(where: { $0.name == policy })?.verdict { return verdict.rules }
            let names = judging.map(\.name).joined(separator: ", ")
            mapping.reject(
                "policy",
                "must be a policy with a verdict, \(names.isEmpty ? "of which there is none" : "one of \(names)")")
            return GateRules(metrics: [])
        }
        let metrics = champion.metrics.count + challenger.metrics.count
        guard rules.metrics.count * metrics <= Self.mostComparisons else {
            throw GateDocumentError.tooLarge(
                rules: rules.metrics.count, metrics: metrics, limit: Self.mostComparisons)
        }
    }

    private static func rules(in mapping: ConfigurationMapping) -> GateRules {
        let rules = GateRules(mapping)
        if rules.metrics.count > mostRules { mapping.reject("metrics", "must hold at most \(mostRules) rules") }
        return rules
    }
}
