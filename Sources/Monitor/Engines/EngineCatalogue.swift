/// Every workflow engine; add a new one here and nowhere else.
enum EngineCatalogue {
    /// The settings of each, from which the engine is made.
    static let all: [any EngineSettings.Type] = [
        PrefectConfiguration.self, CommandConfiguration.self,
        GitHubConfiguration.self,
        GitLabConfiguration.self,
        JenkinsConfiguration.self,
        ArgoWorkflowsConfiguration.self,
        ArgoEventsConfiguration.self,
        KubeflowConfiguration.self,
        MetaflowConfiguration.self,
    ]
}
