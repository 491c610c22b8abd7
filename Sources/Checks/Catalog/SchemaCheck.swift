import Statistics

/// Which columns came, went or changed their type between reference and current.
public enum SchemaCheck: Check {
    public static let name = "schema"
    public static let judgesRows = false
    public static let metrics = [changes, changeInfo]

    static let changes = MetricDescriptor(
        "modelwatch_dataset_schema_changes", labels: ["model", "change"],
        help: "Columns that the current data have and the reference lacks, the reverse, or that changed their type.")
    static let changeInfo = MetricDescriptor(
        "modelwatch_column_schema_change_info", .info,
        labels: ["model", "column", "change", "reference_type", "current_type"],
        help: "A column that was added, removed or retyped between reference and current data.")

    /// A count for each kind of change, and one series for each changed column.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        let model = evaluation.model.name
        let counts = SchemaChange.Kind.allCases.map { kind in
            Measurement(
                changes, [model, kind.rawValue], Double(evaluation.schemaChanges.count { $0.kind == kind }))
        }
        let columns = evaluation.schemaChanges.map { change in
            let types = change.types.map { $0?.description ?? "" }
            return Measurement(
                changeInfo, [model, change.column, change.kind.rawValue, types.reference, types.current], 1)
        }
        return CheckFindings(counts + columns)
    }
}
