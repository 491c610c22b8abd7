import Checks

/// What became of a probe.
enum ProbeOutcome: Sendable {
    case evaluated(ModelEvaluation, [CheckRun])
    case failed(String)
    /// The time was over; what was still at work is told to stop.
    case timedOut
    /// The process is ending.
    case shuttingDown
}
