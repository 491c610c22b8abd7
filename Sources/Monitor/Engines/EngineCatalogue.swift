/// Every workflow engine; add a new one here and nowhere else.
enum EngineCatalogue {
    /// The settings of each, from which the engine is made.
    static let all: [any EngineSettings.Type] = [
        PrefectConfiguration.self,
        CommandConfiguration.self,
        AirflowConfiguration.self,
        ArgoEventsConfiguration.self,
        ArgoWorkflowsConfiguration.self,
        AzureMLConfiguration.self,
        DagsterConfiguration.self,
        DatabricksConfiguration.self,
        GitHubConfiguration.self,
        GitLabConfiguration.self,
        JenkinsConfiguration.self,
        KubeflowConfiguration.self,
        KubernetesConfiguration.self,
        MetaflowConfiguration.self,
        SageMakerConfiguration.self,
        VertexConfiguration.self,
        WebhookConfiguration.self,
    ]
}
