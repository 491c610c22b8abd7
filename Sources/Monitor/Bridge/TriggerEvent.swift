/// What happens to a trigger after the decision.
enum TriggerEvent: Sendable, Equatable {
    /// The time came for which the trigger waited: a hold, an approval, the old data in a window.
    case elapsed
    /// An alert forbids the retraining when the hold is over.
    case blocked
    /// Every alert behind it is over.
    case resolved
    /// An alert behind it fires again.
    case refired
    /// What is in use before the run was read, to judge by.
    case prepared(VerdictProgress)
    /// The judgement of what the run made went on, or ended.
    case judged(VerdictStep)
    /// A worker is about to call the engine.
    case claimed
    /// The engine answered to the start of a run.
    case dispatched(StartOutcome)
    /// A run was looked for by its key; nil if the engine has none.
    case lookedUp(EngineRun?)
    /// The engine told how far the run is.
    case polled(RunReport)
    /// The engine could not be asked about the run.
    case unasked(String)
    /// The engine answered to the end of the run that was asked for.
    case cancelled(Cancelling)
    /// A person lets it go on, with a reason.
    case approved(String)
    /// A person turns it down, with a reason.
    case rejected(String)
    /// A person ends it, with a reason.
    case stopped(String)
    /// A person runs it again after its end, with a reason.
    case retried(String)
}
