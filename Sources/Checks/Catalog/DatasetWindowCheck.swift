/// Which rows the window of a data set holds, and whether it is complete.
public enum DatasetWindowCheck: Check {
    public static let name = "dataset_window"
    public static let metrics = [start, end, complete, minimumRows, excludedRows]
    public static let judgesRows = false

    private static let labels = ["model", "dataset"]
    static let start = MetricDescriptor(
        "modelwatch_dataset_window_start_timestamp_seconds", unit: "seconds", labels: labels,
        help: "First moment of the window, of a window by rows its oldest row, as seconds since 1970-01-01 UTC.")
    static let end = MetricDescriptor(
        "modelwatch_dataset_window_end_timestamp_seconds", unit: "seconds", labels: labels,
        help: "First moment behind the window, of a window by rows its newest row, as seconds since 1970-01-01 UTC.")
    static let complete = MetricDescriptor(
        "modelwatch_dataset_window_complete", labels: labels,
        help: "1 if rows fill the window without a gap at either end that exceeds max_gap, else 0.")
    static let minimumRows = MetricDescriptor(
        "modelwatch_dataset_window_minimum_rows", labels: labels,
        help: "Rows that the window must hold for drift and quality to be judged.")
    static let excludedRows = MetricDescriptor(
        "modelwatch_dataset_excluded_rows", labels: labels + ["reason"],
        help: "Rows that can be in no window: no_timestamp or, later than the evaluation, future.")

    /// A model of which a data set has a window.
    public static func applies(to model: ModelDefinition) -> Bool {
        DatasetSide.allCases.contains { model.windows[$0] != nil }
    }

    /// Series for each side that has a window; a failure where it holds too few rows.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            guard let window = evaluation.windows[side] else { continue }
            let labels = [evaluation.model.name, side.rawValue]
            findings.measurements += [
                Measurement(complete, labels, window.isComplete ? 1 : 0),
                Measurement(minimumRows, labels, Double(window.minimumRows)),
                Measurement(excludedRows, labels + ["no_timestamp"], Double(window.missingCount)),
                Measurement(excludedRows, labels + ["future"], Double(window.futureCount)),
            ]
            guard let bounds = window.bounds else { continue }
            findings.measurements += [
                Measurement(start, labels, bounds.lowerBound), Measurement(end, labels, bounds.upperBound),
            ]
        }
        findings.failures += evaluation.shortages
        return findings
    }
}
