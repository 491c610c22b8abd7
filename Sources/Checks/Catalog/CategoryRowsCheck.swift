import Statistics

/// How often each category occurs.
public enum CategoryRowsCheck: Check {
    public static let name = "category_rows"
    public static let metrics = [rows]

    static let rows = MetricDescriptor(
        "modelwatch_column_category_rows", labels: ["model", "column", "dataset", "category"],
        help: "Rows with this category; of columns with many, the most frequent ones up to limits.categories.")

    /// Counts for each category and side, 0 where a side lacks a category that the other has.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns {
            guard let categories = column.categories else { continue }
            for entry in mostFrequent(categories, limit: evaluation.model.limits.categories) {
                let label = entry.category.label
                findings.measurements += [
                    Measurement(
                        rows, [evaluation.model.name, column.name, "reference", label], Double(entry.reference)),
                    Measurement(rows, [evaluation.model.name, column.name, "current", label], Double(entry.current)),
                ]
            }
        }
        return findings
    }

    /// By rows of both sides, then by name, so that the choice does not depend on chance.
    private static func mostFrequent(_ categories: CategoryPair, limit: Int) -> ArraySlice<CategoryPair.Entry> {
        categories.entries.sorted { left, right in
            let counts = (left.reference + left.current, right.reference + right.current)
            return counts.0 == counts.1 ? left.category < right.category : counts.0 > counts.1
        }
        .prefix(limit)
    }
}
