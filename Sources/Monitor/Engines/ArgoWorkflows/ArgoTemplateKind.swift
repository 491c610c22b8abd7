/// What a workflow is made from.
enum ArgoTemplateKind: String, Sendable, ConfigurationChoice {
    case workflowTemplate = "WorkflowTemplate"
    case clusterWorkflowTemplate = "ClusterWorkflowTemplate"
    case cronWorkflow = "CronWorkflow"

    static let placeholder = ArgoTemplateKind.workflowTemplate
}
