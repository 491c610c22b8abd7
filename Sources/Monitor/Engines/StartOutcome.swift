/// What an engine answered to the start of a run.
enum StartOutcome: Sendable, Equatable {
    /// The engine has the run, now or from an earlier call with the same key.
    case started(EngineRun)
    /// Not now, and certainly nothing was started: the same call may be made again, but not before the pause that the
    /// engine asked for.
    case unavailable(String, retryAfter: Duration? = nil)
    /// The engine does not let us in: somebody must act, and it is tried again slowly.
    case unauthorized(String)
    /// Whether the run was started is unknown.
    case ambiguous(String)
    /// Never: the same call would be refused again.
    case refused(String)

    /// What a failed call means; an error that no engine threw is our own trouble, before anything was sent.
    init(failure: any Error) {
        switch failure {
        case let error as EngineError: self = error.startOutcome
        case LoginError.refused, LoginError.unusable: self = .unauthorized("\(failure)")
        default: self = .unavailable("\(failure)")
        }
    }
}
