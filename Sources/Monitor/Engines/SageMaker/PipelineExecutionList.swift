/// One page of the executions of a SageMaker pipeline.
struct PipelineExecutionList: Decodable, Sendable {
    struct Summary: Decodable, Sendable {
        let arn: String
        let displayName: String?

        private enum CodingKeys: String, CodingKey {
            case arn = "PipelineExecutionArn"
            case displayName = "PipelineExecutionDisplayName"
        }
    }

    let executions: [Summary]
    /// What asks for the next page; nil on the last.
    let next: String?

    private enum CodingKeys: String, CodingKey {
        case executions = "PipelineExecutionSummaries"
        case next = "NextToken"
    }
}
