import Statistics

/// How many columns there are of each kind, and how many say nothing or nothing new.
public enum DatasetColumnsCheck: Check {
    public static let name = "dataset_columns"
    public static let judgesRows = false
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

    /// Counts for each side; a failure where there are too many columns to compare each with each.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            let columns = evaluation.columns.filter { $0.summaries[side] != nil }
            let labels = [evaluation.model.name, side.rawValue]
            findings.measurements += ColumnKind.allCases.map { kind in
                Measurement(ofKind, labels + [kind.rawValue], Double(columns.count { $0.kind == kind }))
            }
            let summaries = columns.compactMap { $0.summaries[side] }
            let pairs = evaluation.duplicatedColumns[side]
            findings.measurements += [
                (emptyColumns, summaries.count(where: \.isEmpty)),
                (constantColumns, summaries.count(where: \.isConstant)),
                (almostConstantColumns, summaries.count(where: \.isAlmostConstant)),
                (duplicatedColumns, pairs.equalCount), (almostDuplicatedColumns, pairs.almostEqualCount),
            ].compactMap { metric, count in count.map { Measurement(metric, labels, Double($0)) } }
            if pairs.equalCount == nil {
                findings.failures.append(
                    "\(side.rawValue): equal columns are looked for among at most \(DuplicatedColumns.mostColumns)")
            }
        }
        return findings
    }
}
