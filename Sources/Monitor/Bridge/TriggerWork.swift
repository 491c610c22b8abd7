/// What a worker does with a trigger that is due.
enum TriggerWork: Sendable, Equatable {
    /// Tells it that its time has come.
    case elapse
    /// Calls the engine to start the run.
    case start
    /// Looks for the run by its key.
    case lookUp
    /// Asks the engine how far the run is.
    case poll
    /// Asks the engine to end the run.
    case cancel
    /// Goes on judging what the run made.
    case judge
}
