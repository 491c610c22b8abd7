/// What an engine answered to the end of a run that was asked for.
enum Cancelling: Sendable, Equatable {
    /// The run ends, or is over already.
    case accepted
    /// The engine cannot end runs, or not this one.
    case refused(String)
}
