/// The part of an execution of a SageMaker pipeline that tells how far it is.
struct PipelineExecution: Decodable, Sendable {
    let status: String
    let failureReason: String?

    private enum CodingKeys: String, CodingKey {
        case status = "PipelineExecutionStatus"
        case failureReason = "FailureReason"
    }

    /// The state in words common to all engines.
    var runState: RunState {
        let reason = failureReason.flatMap { $0.isEmpty ? nil : ": \($0.prefix(EngineDetail.limit))" } ?? ""
        return switch status {
        case "Succeeded": .succeeded(status)
        case "Failed": .failed(status + reason)
        case "Stopped": .cancelled(status + reason)
        default: .running(status)
        }
    }
}
