/// The standard deviation of |prediction − target| / |target|, with divisor n − 1. Always a share, as in Evidently.
public struct AbsolutePercentageErrorDeviation: RegressionMetric {
    public static let name = "absolute_percentage_error_stddev"
    public static let help =
        "Standard deviation (divisor n - 1) of the absolute error as a share of the target's magnitude."

    /// A share from 0 up; undefined where fewer than two rows are left.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.percentageErrors.moments(zeros).standardDeviation
    }
}
