public import Statistics

/// How often each category occurs.
public enum CategoryRowsCheck: Check {
    public static let name = "category_rows"
    public static let metrics = [rows, otherRows]

    static let rows = MetricDescriptor(
        "modelwatch_column_category_rows", labels: ["model", "column", "dataset", "category"],
        help: "Rows with this category; of columns with many, the most frequent ones up to limits.categories.")

    static let otherRows = MetricDescriptor(
        "modelwatch_column_other_category_rows", labels: ["model", "column", "dataset"],
        help: "Rows with a category that has no series of its own, because limits.categories leaves it out.")

    /// Only categorical columns have categories.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        kind == .categorical
    }

    /// Counts for each category and side, 0 where a side lacks a category that the other has.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns {
            guard let categories = column.categories else { continue }
            // Bytes that are not UTF-8 are all shown alike: categories that look the same share a series.
            // Keyed by bytes, since to Swift two spellings of one letter are equal.
            var shown: [[UInt8]: (reference: Int, current: Int)] = [:]
            for entry in categories.mostFrequent {
                let key = Array(entry.category.label.utf8)
                shown[key, default: (0, 0)].reference += entry.reference
                shown[key, default: (0, 0)].current += entry.current
            }
            for (key, counts) in shown {
                let labels = [evaluation.model.name, column.name]
                let label = String(decoding: key, as: UTF8.self)
                findings.measurements += [
                    Measurement(rows, labels + ["reference", label], Double(counts.reference)),
                    Measurement(rows, labels + ["current", label], Double(counts.current)),
                ]
            }
            findings.measurements += DatasetSide.allCases.map { side in
                let labels = [evaluation.model.name, column.name, side.rawValue]
                return Measurement(otherRows, labels, Double(categories.otherRowCounts[side]))
            }
        }
        return findings
    }
}
