import Statistics

/// Who the model is and what its columns are to it.
public enum ModelInfoCheck: Check {
    public static let name = "model_info"
    public static let judgesRows = false
    public static let metrics = [modelInfo, columnInfo]

    static let modelInfo = MetricDescriptor(
        "modelwatch_model_info", .info, labels: ["model", "version", "task", "owner"],
        help: "A registered model; join on model to add version, task and owner.")
    static let columnInfo = MetricDescriptor(
        "modelwatch_column_info", .info, labels: ["model", "column", "kind", "role"],
        help: "A column that is read, what kind of values it holds and what it is to the model.")

    /// One series for the model, one for each column.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        let model = evaluation.model
        let info = Measurement(modelInfo, [model.name, model.version, model.task.rawValue, model.owner], 1)
        let columns = evaluation.columns.map {
            Measurement(columnInfo, [model.name, $0.name, $0.kind.rawValue, $0.role.rawValue], 1)
        }
        return CheckFindings([info] + columns)
    }
}
