extension StartOutcome {
    /// What the answer means for the trigger.
    var event: TriggerEvent {
        switch self {
        case .started(let run): .started(run)
        case .unavailable(let reason, _), .unauthorized(let reason), .ambiguous(let reason): .unavailable(reason)
        case .refused(let reason): .refused(reason)
        }
    }

    /// The value of the label `outcome`.
    var name: String {
        switch self {
        case .started: "started"
        case .unavailable: "unavailable"
        case .unauthorized: "unauthorized"
        case .ambiguous: "ambiguous"
        case .refused: "refused"
        }
    }
}
