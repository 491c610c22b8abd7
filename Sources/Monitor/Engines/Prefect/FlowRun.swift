/// The part of a Prefect flow run that tells how far it is.
struct FlowRun: Decodable, Sendable {
    struct State: Decodable, Sendable {
        let message: String?
    }

    let id: String
    let stateType: String?
    let stateName: String?
    let state: State?

    private enum CodingKeys: String, CodingKey {
        case id, state
        case stateType = "state_type"
        case stateName = "state_name"
    }

    /// The state in words common to all engines.
    var runState: RunState {
        let message = state?.message.map { ": " + $0.prefix(300) } ?? ""
        let text = (stateName ?? stateType ?? "") + message
        return switch stateType {
        case "COMPLETED": .succeeded(text)
        case "FAILED", "CRASHED": .failed(text)
        case "CANCELLED": .cancelled(text)
        default: .running(text)
        }
    }
}
