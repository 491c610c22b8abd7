/// What a model predicts.
public enum ModelTask: String, Sendable, CaseIterable {
    case binaryClassification = "binary_classification"
    case multiclassClassification = "multiclass_classification"
    case regression
    case ranking
    case clustering
    case recommendation
    case unsupervised

    /// Whether target and prediction are labels.
    public var isClassification: Bool { self == .binaryClassification || self == .multiclassClassification }
    /// Whether predictions order items for a user or a query.
    public var isRanking: Bool { self == .ranking || self == .recommendation }
}
