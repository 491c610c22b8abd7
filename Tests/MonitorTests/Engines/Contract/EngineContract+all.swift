extension EngineContract {
    /// Every engine behind HTTP; add a new one here.
    static let all: [EngineContract] = [
        .airflow,
        .dagster,
        .prefect,
        .github,
        .gitlab,
        .jenkins,
        .argoWorkflows,
        .argoEvents,
        .kubeflow,
        .metaflow,
        .azureML,
        .databricks,
        .kubernetes,
        .sageMaker,
        .vertex,
        .webhook,
    ]
}
