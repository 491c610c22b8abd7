import Statistics

/// The usual statistics of each column.
public enum ColumnStatisticsCheck: Check {
    public static let name = "column_statistics"
    public static let metrics = [distinctValues, mean, standardDeviation, minimum, maximum, quantile]

    private static let labels = ["model", "column", "dataset"]
    static let distinctValues = MetricDescriptor(
        "modelwatch_column_distinct_values", labels: labels, help: "Distinct values of the column.")
    static let mean = MetricDescriptor(
        "modelwatch_column_mean", labels: labels, help: "Mean of the column's finite values, in its own unit.")
    static let standardDeviation = MetricDescriptor(
        "modelwatch_column_stddev", labels: labels,
        help: "Standard deviation (divisor n - 1) of the column's finite values, in its own unit.")
    static let minimum = MetricDescriptor(
        "modelwatch_column_min", labels: labels, help: "Smallest finite value of the column, in its own unit.")
    static let maximum = MetricDescriptor(
        "modelwatch_column_max", labels: labels, help: "Largest finite value of the column, in its own unit.")
    static let quantile = MetricDescriptor(
        // Not labelled quantile: Prometheus reserves that label for summaries.
        "modelwatch_column_quantile", labels: labels + ["probability"],
        help: "Quantile of the column's finite values by linear interpolation, in its own unit.")

    /// Statistics for each column and side; failures name columns that could not be read.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns {
            for side in DatasetSide.allCases {
                guard let summary = column.summaries[side] else { continue }
                let labels = [evaluation.model.name, column.name, side.rawValue]
                findings.measurements.append(Measurement(distinctValues, labels, Double(summary.distinctCount)))
                guard column.kind == .numerical, let numbers = summary.numbers else { continue }
                findings.measurements += Self.measurements(numbers, labels: labels)
            }
        }
        return findings
    }

    private static func measurements(_ numbers: ColumnSummary.NumberSummary, labels: [String]) -> [Measurement] {
        var measurements = [
            Measurement(minimum, labels, numbers.minimum),
            Measurement(maximum, labels, numbers.maximum),
        ]
        if let value = numbers.mean { measurements.append(Measurement(mean, labels, value)) }
        if let deviation = numbers.standardDeviation {
            measurements.append(Measurement(standardDeviation, labels, deviation))
        }
        for (name, value) in zip(["0.25", "0.5", "0.75"], numbers.quartiles) {
            measurements.append(Measurement(quantile, labels + [name], value))
        }
        return measurements
    }
}
