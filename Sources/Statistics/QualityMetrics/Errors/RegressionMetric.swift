/// A measure of how far predicted numbers are from true ones; ``RegressionMetricCatalog/all`` lists them.
public protocol RegressionMetric: Sendable {
    /// The name within metric names, such as `r2_score`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }

    /// The value over the rows of one data set.
    ///
    /// - Parameter zeros: What becomes of targets of nearly 0 in percentage errors.
    /// - Returns: nil where the value is undefined, or beyond the largest number.
    static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double?
}

/// All regression metrics.
public enum RegressionMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any RegressionMetric.Type] = [
        MeanError.self,
        ErrorDeviation.self,
        MeanAbsoluteError.self,
        AbsoluteErrorDeviation.self,
        RootMeanSquaredError.self,
        R2Score.self,
        MaximumAbsoluteError.self,
        MeanAbsolutePercentageError.self,
        AbsolutePercentageErrorDeviation.self,
        DummyRootMeanSquaredError.self,
    ]
}
