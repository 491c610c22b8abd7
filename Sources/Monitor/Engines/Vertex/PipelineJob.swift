/// The part of a pipeline job of Vertex AI that tells how far it is.
struct PipelineJob: Decodable, Sendable {
    struct Failure: Decodable, Sendable {
        let message: String?
    }

    let state: String?
    let error: Failure?

    /// The state in words common to all engines.
    var runState: RunState {
        let word = (state ?? "PIPELINE_STATE_UNSPECIFIED").replacing("PIPELINE_STATE_", with: "")
        let text = word + (error?.message.map { ": \($0.prefix(EngineDetail.limit))" } ?? "")
        return switch word {
        case "SUCCEEDED": .succeeded(text)
        case "FAILED": .failed(text)
        case "CANCELLED": .cancelled(text)
        case "QUEUED", "PENDING": .waiting(text)
        default: .running(text)
        }
    }
}
