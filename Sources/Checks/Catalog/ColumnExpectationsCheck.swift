public import Statistics

/// How many rows of each column are not what is expected of them.
public enum ColumnExpectationsCheck: Check {
    public static let name = "column_expectations"
    public static let metrics = [rowsOutOfRange, rowsOutOfList, newCategories]

    private static let labels = ["model", "column", "dataset"]
    static let rowsOutOfRange = MetricDescriptor(
        "modelwatch_column_rows_out_of_range", labels: labels,
        help: "Rows outside the expected range of the column; by default that of the reference.")
    static let rowsOutOfList = MetricDescriptor(
        "modelwatch_column_rows_out_of_list", labels: labels,
        help: "Rows whose value is not on the expected list of the column; by default the reference's categories.")
    static let newCategories = MetricDescriptor(
        "modelwatch_column_new_categories", labels: ["model", "column"],
        help: "Categories in the current data that the reference lacks.")

    /// New categories are those of categorical columns; anything may be expected of any column.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        metric != newCategories || kind == .categorical
    }

    /// Counts for each column; failures name expectations that no value can meet.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns {
            let labels = [evaluation.model.name, column.name]
            let conformity = column.conformity
            for (metric, rows) in [
                (rowsOutOfRange, conformity.rowsOutOfRange), (rowsOutOfList, conformity.rowsOutOfList),
            ] {
                for side in DatasetSide.allCases {
                    guard let count = rows[side] else { continue }
                    findings.measurements.append(Measurement(metric, labels + [side.rawValue], Double(count)))
                }
            }
            if let count = conformity.newCategoryCount {
                findings.measurements.append(Measurement(newCategories, labels, Double(count)))
            }
            if let failure = conformity.failure { findings.failures.append("column \"\(column.name)\": \(failure)") }
        }
        return findings
    }
}
