/// What an engine answered to the start of a run.
enum StartOutcome: Sendable, Equatable {
    /// The engine has the run, now or from an earlier call with the same key.
    case started(EngineRun)
    /// Unknown or not now: the same call with the same key may be made again.
    case unavailable(String)
    /// Never: the same call would be refused again.
    case refused(String)
}
