public import Statistics

/// The usual statistics of each column.
public enum ColumnStatisticsCheck: Check {
    public static let name = "column_statistics"
    public static let metrics = [
        distinctValues, mean, standardDeviation, minimum, maximum, quantile, infiniteValues, sum, zeroValues,
        negativeValues,
    ]

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
    static let infiniteValues = MetricDescriptor(
        "modelwatch_column_infinite_values", labels: labels, help: "Rows in which the column is infinite.")
    static let sum = MetricDescriptor(
        // Not named sum at the end: Prometheus reserves that suffix for summaries.
        "modelwatch_column_sum_of_values", labels: labels,
        help: "Sum of the column's finite values, in its own unit; only with sum among statistics.additional.")
    static let zeroValues = MetricDescriptor(
        "modelwatch_column_zero_values", labels: labels,
        help: "Rows in which the column is 0; only with zero_values among statistics.additional.")
    static let negativeValues = MetricDescriptor(
        "modelwatch_column_negative_values", labels: labels,
        help: "Rows with a finite value below 0; only with negative_values among statistics.additional.")

    /// All but the number of distinct values is about numbers.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        switch metric {
        case distinctValues: true
        case sum: kind == .numerical && statistics.additional.contains(.sum)
        case zeroValues: kind == .numerical && statistics.additional.contains(.zeroValues)
        case negativeValues: kind == .numerical && statistics.additional.contains(.negativeValues)
        default: kind == .numerical
        }
    }

    /// Statistics for each column and side.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        let settings = evaluation.model.statistics
        for column in evaluation.columns {
            for side in DatasetSide.allCases {
                guard let summary = column.summaries[side] else { continue }
                let labels = [evaluation.model.name, column.name, side.rawValue]
                if let count = summary.distinctCount {
                    findings.measurements.append(Measurement(distinctValues, labels, Double(count)))
                }
                guard column.kind == .numerical else { continue }
                findings.measurements.append(Measurement(infiniteValues, labels, Double(summary.infinite.total)))
                guard let numbers = summary.numbers else { continue }
                findings.measurements += usual(numbers, labels) + quantiles(numbers, labels, settings.quantiles)
                findings.measurements += settings.additional.compactMap { additional($0, numbers, labels) }
            }
        }
        return findings
    }

    private static func usual(_ numbers: NumberSummary, _ labels: [String]) -> [Measurement] {
        let values: [(MetricDescriptor, Double?)] = [
            (minimum, numbers.minimum), (maximum, numbers.maximum), (mean, numbers.mean),
            (standardDeviation, numbers.standardDeviation),
        ]
        return values.compactMap { metric, value in value.map { Measurement(metric, labels, $0) } }
    }

    private static func quantiles(
        _ numbers: NumberSummary, _ labels: [String], _ probabilities: [Double]
    ) -> [Measurement] {
        zip(probabilities, numbers.quantiles).compactMap { probability, value in
            value.map { Measurement(quantile, labels + ["\(probability)"], $0) }
        }
    }

    private static func additional(
        _ statistic: StatisticsSettings.Additional, _ numbers: NumberSummary, _ labels: [String]
    ) -> Measurement? {
        switch statistic {
        case .sum: numbers.sum.map { Measurement(sum, labels, $0) }
        case .zeroValues: Measurement(zeroValues, labels, Double(numbers.zeroCount))
        case .negativeValues: Measurement(negativeValues, labels, Double(numbers.negativeCount))
        }
    }
}
