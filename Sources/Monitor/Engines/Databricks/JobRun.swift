/// The part of a run of a Databricks job that tells how far it is.
struct JobRun: Decodable, Sendable {
    struct State: Decodable, Sendable {
        let life_cycle_state: String?
        let result_state: String?
        let state_message: String?
    }

    struct Parameter: Decodable, Sendable {
        let name: String?
        let value: String?
    }

    let run_id: Int64
    let state: State?
    let run_page_url: String?
    let job_parameters: [Parameter]?

    /// The state in words common to all engines.
    var runState: RunState {
        let message = state?.state_message.flatMap { $0.isEmpty ? nil : ": \($0.prefix(EngineDetail.limit))" } ?? ""
        let life = state?.life_cycle_state ?? "UNKNOWN"
        let result = state?.result_state ?? ""
        switch life {
        case "TERMINATED":
            return switch result {
            case "SUCCESS", "SUCCESS_WITH_FAILURES": .succeeded(result + message)
            case "CANCELED", "UPSTREAM_CANCELED": .cancelled(result + message)
            default: .failed(result + message)
            }
        case "SKIPPED", "INTERNAL_ERROR": return .failed(life + message)
        case "BLOCKED", "PENDING", "QUEUED": return .waiting(life + message)
        default: return .running(life + message)
        }
    }
}
