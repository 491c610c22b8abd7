/// What is kept of the errors of a regression once the rows are gone.
public struct RegressionSummary: Sendable, Equatable {
    /// The probabilities of the quantiles.
    public static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

    /// Rows with a finite target and prediction.
    public var count: Int { errors.count }
    /// Prediction − target.
    let errors: ExactMoments
    let absoluteErrors: ExactMoments
    let targets: ExactMoments
    /// Absolute errors as shares of the target.
    let percentageErrors: PercentageErrors
    let largestError: Double
    /// Quantiles of prediction − target at ``probabilities``, by linear interpolation; nil without
    /// rows, and beyond the largest number.
    public let quantiles: [Double?]
    /// The Kolmogorov-Smirnov test of the errors against those of the reference; nil for the reference itself, and without
    /// errors on a side.
    public var drift: StatTestOutcome?
}
