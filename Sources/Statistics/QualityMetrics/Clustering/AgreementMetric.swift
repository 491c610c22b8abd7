/// A measure of how well clusters agree with labels, whatever either are called; ``AgreementMetricCatalog/all`` lists them.
public protocol AgreementMetric: Sendable {
    /// The name within metric names, such as `adjusted_rand_index`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }

    /// The value of labels and clusters.
    ///
    /// - Returns: nil where the value is undefined.
    static func value(_ table: ContingencyTable) -> Double?
}

/// All metrics of agreement between labels and clusters.
public enum AgreementMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any AgreementMetric.Type] = [
        AdjustedRandIndex.self, AdjustedMutualInformation.self, VMeasure.self,
    ]
}
