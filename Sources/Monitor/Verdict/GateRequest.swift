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
        let settings = (body.object ?? [:]).filter { !["champion", "challenger"].contains($0.key) }
        guard settings.values.allSatisfy(\.hasShortTexts) else {
            throw GateDocumentError.longText(JSONValue.longestText)
        }
        rules = try ConfigurationDocument(.object(settings)).read { mapping in
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

extension JSONValue {
    /// Names of metrics and policies are shorter.
    fileprivate static let longestText = 200

    /// Whether no text in it is longer than a name.
    fileprivate var hasShortTexts: Bool {
        switch self {
        case .null, .boolean, .integer, .number: true
        case .string(let text): text.utf8.count <= Self.longestText
        case .array(let values): values.allSatisfy(\.hasShortTexts)
        case .object(let members):
            members.allSatisfy { $0.key.utf8.count <= Self.longestText && $0.value.hasShortTexts }
        }
    }
}
