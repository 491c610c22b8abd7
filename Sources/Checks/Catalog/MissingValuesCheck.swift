import Statistics

/// Missing values by column and in all.
public enum MissingValuesCheck: Check {
    public static let name = "missing_values"
    public static let judgesRows = false
    public static let metrics = [inColumn, inDataset, ratio]

    static let inColumn = MetricDescriptor(
        "modelwatch_column_missing_values", labels: ["model", "column", "dataset"],
        help: "Rows in which the column has no value; NaN counts as none.")
    static let inDataset = MetricDescriptor(
        "modelwatch_dataset_missing_values", labels: ["model", "dataset"],
        help: "Cells without a value in all columns that are read; NaN counts as none.")
    static let ratio = MetricDescriptor(
        "modelwatch_dataset_missing_values_ratio", labels: ["model", "dataset"],
        help: "Share of the cells that have no value; with Evidently's definitions, missing cells per row.")

    /// Counts for each column and side, their sums and the share of all cells.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        let model = evaluation.model.name
        for side in DatasetSide.allCases {
            for column in evaluation.columns {
                guard let missing = column.summaries[side]?.missingCount else { continue }
                findings.measurements.append(
                    Measurement(inColumn, [model, column.name, side.rawValue], Double(missing)))
            }
            let missing = evaluation.missingCellCount(side)
            findings.measurements.append(Measurement(inDataset, [model, side.rawValue], Double(missing)))
            let isEvidently = evaluation.model.drift.testSettings.compatibility == .evidently
            let total = isEvidently ? evaluation.rows[side].rowCount : evaluation.cellCount(side)
            guard total > 0 else { continue }
            findings.measurements.append(
                Measurement(ratio, [model, side.rawValue], Double(missing) / Double(total)))
        }
        return findings
    }
}
