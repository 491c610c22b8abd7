/// Which labels predicted probabilities belong to.
public enum ProbabilityLayout: Sendable, Equatable {
    /// One column, the probability of the positive label, which is predicted from `threshold` on.
    case binary(positive: Category, threshold: Double)
    /// One column for each label. The most probable one is predicted, of equally probable ones the first.
    case multiclass([Category])

    /// The labels with a column, in the order of the columns.
    public var labels: [Category] {
        switch self {
        case .binary(let positive, _): [positive]
        case .multiclass(let labels): labels
        }
    }
}
