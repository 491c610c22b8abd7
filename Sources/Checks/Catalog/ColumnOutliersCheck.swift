public import Statistics

/// How many values of each numerical column lie far from the others.
public enum ColumnOutliersCheck: Check {
    public static let name = "column_outliers"
    public static let metrics = [outliers, rowsBeyondReference]

    static let outliers = MetricDescriptor(
        "modelwatch_column_outliers", labels: ["model", "column", "dataset"],
        help: "Rows more than 1.5 interquartile ranges outside the quartiles of the column in the same data set.")
    static let rowsBeyondReference = MetricDescriptor(
        "modelwatch_column_rows_beyond_reference_fences", labels: ["model", "column"],
        help: "Current rows more than 1.5 interquartile ranges outside the quartiles of the column in the reference.")

    /// Only numbers have outliers.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        kind == .numerical
    }

    /// Counts for each numerical column: on both sides by its own quartiles, and of the current data by the reference's.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns where column.kind == .numerical {
            let labels = [evaluation.model.name, column.name]
            for side in DatasetSide.allCases {
                guard let count = column.summaries[side]?.numbers?.outlierCount else { continue }
                findings.measurements.append(Measurement(outliers, labels + [side.rawValue], Double(count)))
            }
            if let count = column.conformity.rowsBeyondReferenceFences {
                findings.measurements.append(Measurement(rowsBeyondReference, labels, Double(count)))
            }
        }
        return findings
    }
}
