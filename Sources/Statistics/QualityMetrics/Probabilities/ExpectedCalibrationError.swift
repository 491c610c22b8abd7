/// How far probabilities are from frequencies: Σ over 15 bins of equal width, rows of the bin / rows ×
/// |mean probability − share of hits|.
///
/// In a binary classification the bins are those of the positive label's probability, and a hit is a row with that label.
/// Else they are those of the largest probability, and a hit is a row whose most probable label is the true one (Guo,
/// Pleiss, Sun and Weinberger 2017). Bins are closed below and open above; the last one includes 1.
public struct ExpectedCalibrationError: ProbabilityMetric {
    public static let name = "expected_calibration_error"
    public static let help =
        "Mean distance between predicted probability and observed frequency over 15 bins of equal width."

    /// An error in [0, 1]; undefined without rows, and where a probability lies outside 0...1.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        summary.losses.outsideCount == 0 ? summary.losses.expectedCalibrationError : nil
    }
}
