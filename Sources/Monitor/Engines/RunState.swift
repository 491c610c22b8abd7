/// How far a run is, in words common to all engines.
enum RunState: Sendable, Equatable {
    /// The engine has it and it has not begun, for want of a worker or because it is paused.
    case waiting(String)
    case running(String)
    case succeeded(String)
    case failed(String)
    case cancelled(String)
    /// The engine does not list the run, perhaps not yet.
    case missing
    /// The run is known to be gone without a result.
    case lost(String)
}
