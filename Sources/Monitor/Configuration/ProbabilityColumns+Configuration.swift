import Checks
import Statistics
import Yams

extension ProbabilityColumns {
    /// Reads `probability` or `probabilities` of `columns`; nil where neither is there.
    init?(_ mapping: ConfigurationMapping, task: ModelTask) {
        let single: String? = mapping.optionalValue("probability")
        let several = Self.several(mapping)
        if single != nil, task != .binaryClassification {
            mapping.reject("probability", "belongs to task: binary_classification, found \(task.rawValue)")
        }
        if several != nil, task != .multiclassClassification {
            let binary = "; a binary one names the column of the positive label as probability"
            mapping.reject(
                "probabilities", "belongs to task: multiclass_classification, found \(task.rawValue)\(binary)")
        }
        guard let columns = single.map(Self.positive) ?? several else { return nil }
        self = columns
    }

    /// The columns that are named one by one.
    var names: [String] {
        switch self {
        case .positive(let name): [name]
        case .labels(let labels): labels.keys.sorted()
        case .pattern: []
        }
    }

    private static func several(_ mapping: ConfigurationMapping) -> ProbabilityColumns? {
        guard let node = mapping.node("probabilities") else { return nil }
        guard node.mapping != nil else { return pattern(mapping.value("probabilities"), mapping) }
        let columns: [String: String] = mapping.namedValues("probabilities")
        let labels = Dictionary(columns.map { ($1, Category($0)) }) { first, _ in first }
        if labels.count < columns.count {
            mapping.reject("probabilities", "must name a column of its own for each label")
        }
        if columns.count < 2 { mapping.reject("probabilities", "must name the columns of at least two labels") }
        return .labels(labels)
    }

    private static func pattern(_ text: String, _ mapping: ConfigurationMapping) -> ProbabilityColumns {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        if parts.count != 2 || text == "*" {
            mapping.reject(
                "probabilities", "must be such as \"proba_*\", with one * for the label, or map labels to columns")
        }
        return .pattern(prefix: parts.first ?? "", suffix: parts.last ?? "")
    }
}
