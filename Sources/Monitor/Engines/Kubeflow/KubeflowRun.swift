/// The part of a run that tells how far it is.
struct KubeflowRun: Decodable, Sendable {
    struct Failure: Decodable, Sendable {
        let message: String?
    }

    let id: String
    let state: String?
    let error: Failure?

    private enum CodingKeys: String, CodingKey {
        case state, error
        case id = "run_id"
    }

    /// A list of runs.
    struct List: Decodable, Sendable {
        let runs: [KubeflowRun]?
    }

    /// The state in words common to all engines; a pipeline that was skipped trained nothing.
    var runState: RunState {
        let text = (state ?? "") + (error?.message.map { ": \($0.prefix(300))" } ?? "")
        return switch state {
        case "SUCCEEDED": .succeeded(text)
        case "FAILED", "SKIPPED": .failed(text)
        case "CANCELED": .cancelled(text)
        case "PENDING": .waiting(text)
        default: .running(text)
        }
    }
}
