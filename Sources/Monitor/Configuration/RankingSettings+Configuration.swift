import Checks
import Statistics
import Yams

extension RankingSettings.Prediction: ConfigurationChoice {
    static let placeholder = RankingSettings.Prediction.score
}

extension RankingSettings {
    /// Reads `ranking`.
    init(_ mapping: ConfigurationMapping) {
        let cutoffs: Cutoffs = mapping.value("k", default: .placeholder)
        self.init(
            cutoffs: cutoffs.values,
            prediction: mapping.value("prediction", default: .score),
            minimumRelevance: mapping.optionalValue("min_relevance"),
            beta: mapping.value("beta", default: 1),
            countsAllUsers: mapping.value("all_users", default: false),
            itemFeatures: mapping.value("item_features", default: []))
        if cutoffs.values.isEmpty || cutoffs.values.contains(where: { $0 < 1 }) {
            mapping.reject("k", "must be one or more whole numbers from 1 on")
        }
        if beta <= 0 { mapping.reject("beta", "must be greater than 0, found \(beta)") }
    }

    /// One number or several.
    private struct Cutoffs: ConfigurationValue {
        static let expectation = "a whole number or a list of them"
        static let placeholder = Cutoffs(values: RankingSettings().cutoffs)

        let values: [Int]

        init(values: [Int]) {
            self.values = values
        }

        init?(configuration node: Node) {
            guard let values = Int(configuration: node).map({ [$0] }) ?? [Int](configuration: node) else { return nil }
            self.init(values: values)
        }
    }
}
