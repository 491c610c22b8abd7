import Checks

/// Every metric of the state of MLflow servers; add a new one here and nowhere else.
enum MLflowMetric {
    /// All of them, for documentation and tests.
    static let all = [
        isRegistered, aliasVersion, stageVersion, versionCreated, versionReady, artifactsAvailable, runMetric,
        runStarted, runStatus,
    ]

    private static let model = ["server", "model"]
    static let isRegistered = MetricDescriptor(
        "modelwatch_mlflow_model_registered", labels: model,
        help: "1 if MLflow has a registered model of the name, else 0.")
    private static let alias = model + ["alias"]
    static let aliasVersion = MetricDescriptor(
        "modelwatch_mlflow_alias_version", labels: alias,
        help: "Version of a registered model in MLflow that an alias names; latest is the newest one.")
    static let stageVersion = MetricDescriptor(
        "modelwatch_mlflow_stage_version", labels: model + ["stage"],
        help: "Newest version of a registered model in a stage of MLflow, such as Production.")
    static let versionCreated = MetricDescriptor(
        "modelwatch_mlflow_version_created_timestamp_seconds", unit: "seconds", labels: alias,
        help: "When the version in use, or the newest one, was registered in MLflow.")
    static let versionReady = MetricDescriptor(
        "modelwatch_mlflow_version_ready", labels: alias,
        help: "1 if the registration of the version in use, or of the newest one, is complete, else 0.")
    static let artifactsAvailable = MetricDescriptor(
        "modelwatch_mlflow_artifacts_available", labels: alias,
        help: "1 if MLflow finds files of the version in use, or of the newest one, in its storage, else 0.")
    private static let run = model + ["run"]
    static let runMetric = MetricDescriptor(
        "modelwatch_mlflow_run_metric", labels: run + ["metric"],
        help: "Last value of a metric of the run that made the version in use, or of the latest run beside it.")
    static let runStarted = MetricDescriptor(
        "modelwatch_mlflow_run_started_timestamp_seconds", unit: "seconds", labels: run,
        help: "When the run began that made the version in use, or the latest run beside it.")
    static let runStatus = MetricDescriptor(
        "modelwatch_mlflow_run_status", labels: run + ["status"],
        help: "1 for the status in which that run is, such as finished, 0 for every other one.")
}
