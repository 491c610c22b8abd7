import Statistics

/// How many columns there are of each kind, and how many say nothing or nothing new.
public enum DatasetColumnsCheck: Check {
    public static let name = "dataset_columns"
    public static let metrics = [
        ofKind, emptyColumns, constantColumns, almostConstantColumns, duplicatedColumns, almostDuplicatedColumns,
    ]

    private static let labels = ["model", "dataset"]
    static let ofKind = MetricDescriptor(
        "modelwatch_dataset_columns_of_kind", labels: labels + ["kind"],
        help: "Columns of the data set that are read, by the kind of their values.")
    static let emptyColumns = MetricDescriptor(
        "modelwatch_dataset_empty_columns", labels: labels, help: "Columns without a value in any row.")
    static let constantColumns = MetricDescriptor(
        "modelwatch_dataset_constant_columns", labels: labels,
        help: "Columns with at most one distinct value; empty columns are among them.")
    static let almostConstantColumns = MetricDescriptor(
        "modelwatch_dataset_almost_constant_columns", labels: labels,
        help: "Columns with the same value in at least 95 % of the rows.")
    static let duplicatedColumns = MetricDescriptor(
        "modelwatch_dataset_duplicated_columns", labels: labels,
        help: "Pairs of columns of one type that are equal in every row.")
    static let almostDuplicatedColumns = MetricDescriptor(
        "modelwatch_dataset_almost_duplicated_columns", labels: labels,
        help: "Pairs of columns of one type with the same value in at least 95 % of the rows.")

    /// Counts for each side.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        CheckFindings(
            DatasetSide.allCases.flatMap { side in
                let labels = [evaluation.model.name, side.rawValue]
                let columns = evaluation.columns.filter { $0.summaries[side] != nil }
                let kinds = ColumnKind.allCases.map { kind in
                    Measurement(ofKind, labels + [kind.rawValue], Double(columns.count { $0.kind == kind }))
                }
                let summaries = columns.compactMap { $0.summaries[side] }
                return kinds + [
                    Measurement(emptyColumns, labels, Double(summaries.count(where: \.isEmpty))),
                    Measurement(constantColumns, labels, Double(summaries.count(where: \.isConstant))),
                    Measurement(almostConstantColumns, labels, Double(summaries.count(where: \.isAlmostConstant))),
                    Measurement(duplicatedColumns, labels, Double(evaluation.duplicatedColumns[side].equalCount)),
                    Measurement(
                        almostDuplicatedColumns, labels, Double(evaluation.duplicatedColumns[side].almostEqualCount)),
                ]
            })
    }
}
