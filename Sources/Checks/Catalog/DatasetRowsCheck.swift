/// Rows and columns of both data sets, empty and duplicated rows, and how new the data are.
public enum DatasetRowsCheck: Check {
    public static let name = "dataset_rows"
    public static let judgesRows = false
    public static let metrics = [rows, columns, emptyRows, duplicatedRows, oldestRow, newestRow]

    private static let labels = ["model", "dataset"]
    static let rows = MetricDescriptor("modelwatch_dataset_rows", labels: labels, help: "Rows of the data set.")
    static let columns = MetricDescriptor(
        "modelwatch_dataset_columns", labels: labels,
        help: "Columns of the data set, whether a check reads them or not.")
    static let emptyRows = MetricDescriptor(
        "modelwatch_dataset_empty_rows", labels: labels, help: "Rows without a value in any column that is read.")
    static let duplicatedRows = MetricDescriptor(
        "modelwatch_dataset_duplicated_rows", labels: labels,
        help: "Rows that equal an earlier row in every column that is read.")
    static let oldestRow = MetricDescriptor(
        "modelwatch_dataset_oldest_row_timestamp_seconds", unit: "seconds", labels: labels,
        help: "Smallest value of the timestamp column, as seconds since 1970-01-01 UTC.")
    static let newestRow = MetricDescriptor(
        "modelwatch_dataset_newest_row_timestamp_seconds", unit: "seconds", labels: labels,
        help: "Largest value of the timestamp column, as seconds since 1970-01-01 UTC.")

    /// Counts for each side.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            let labels = [evaluation.model.name, side.rawValue]
            let summary = evaluation.rows[side]
            findings.measurements += [
                Measurement(rows, labels, Double(summary.rowCount)),
                Measurement(columns, labels, Double(summary.columnCount)),
                Measurement(emptyRows, labels, Double(summary.emptyRowCount)),
                Measurement(duplicatedRows, labels, Double(summary.duplicatedRowCount)),
            ]
            let times = evaluation.columns(.timestamp).first?.summaries[side]?.numbers
            if let times { findings.measurements.append(Measurement(oldestRow, labels, times.minimum)) }
            // How old the data are must be known above all when the window has run empty.
            if let newest = times?.maximum ?? evaluation.windows[side]?.newestTime {
                findings.measurements.append(Measurement(newestRow, labels, newest))
            }
        }
        return findings
    }
}
