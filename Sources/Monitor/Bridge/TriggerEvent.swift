/// What happens to a trigger after the decision.
enum TriggerEvent: Sendable, Equatable {
    /// The hold window passed and the alert still fires.
    case holdElapsed
    /// Every alert behind it is over.
    case resolved
    /// A worker is about to call the engine.
    case claimed
    /// The engine has the run.
    case started(EngineRun)
    /// The engine could not be reached, or said that it could not do it now.
    case unavailable(String)
    /// The engine said that it will never do it.
    case refused(String)
    /// The engine told the state of the run.
    case polled(RunState)
}
