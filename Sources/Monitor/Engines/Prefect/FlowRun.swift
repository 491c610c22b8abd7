/// The part of a Prefect flow run that tells how far it is.
struct FlowRun: Decodable, Sendable {
    struct State: Decodable, Sendable {
        let message: String?
    }

    let id: String
    let deploymentID: String?
    let stateType: String?
    let stateName: String?
    let state: State?
    let expectedStartTime: String?
    let endTime: String?

    private enum CodingKeys: String, CodingKey {
        case id, state
        case deploymentID = "deployment_id"
        case stateType = "state_type"
        case stateName = "state_name"
        case expectedStartTime = "expected_start_time"
        case endTime = "end_time"
    }

    /// Whether it has not begun; a paused deployment leaves it so.
    var isScheduled: Bool { stateType == "SCHEDULED" }

    /// The state in words common to all engines.
    var runState: RunState {
        let message = state?.message.map { ": " + $0.prefix(300) } ?? ""
        let text = (stateName ?? stateType ?? "") + message
        return switch stateType {
        case "COMPLETED": .succeeded(text)
        case "FAILED", "CRASHED": .failed(text)
        case "CANCELLED": .cancelled(text)
        case "SCHEDULED", "PENDING": .waiting(text)
        default: .running(text)
        }
    }
}
