/// Missing values by column and in all.
public enum MissingValuesCheck: Check {
    public static let name = "missing_values"
    public static let metrics = [inColumn, inDataset]

    static let inColumn = MetricDescriptor(
        "modelwatch_column_missing_values", labels: ["model", "column", "dataset"],
        help: "Rows in which the column has no value; NaN counts as none.")
    static let inDataset = MetricDescriptor(
        "modelwatch_dataset_missing_values", labels: ["model", "dataset"],
        help: "Cells without a value in all columns that are read; NaN counts as none.")

    /// Counts for each column and side, and their sums.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        let model = evaluation.model.name
        for side in DatasetSide.allCases {
            var sum = 0
            for column in evaluation.columns {
                guard let missing = column.summaries[side]?.missingCount else { continue }
                sum += missing
                findings.measurements.append(
                    Measurement(inColumn, [model, column.name, side.rawValue], Double(missing)))
            }
            findings.measurements.append(Measurement(inDataset, [model, side.rawValue], Double(sum)))
        }
        return findings
    }
}
