/// One piece of work on a model that the queue has given out.
struct EvaluationJob: Sendable, Equatable {
    /// What is done.
    enum Kind: Sendable, Equatable {
        /// Looking up what the files are, which is cheap unless a disk hangs.
        case look
        /// Reading and comparing them.
        case evaluation
    }

    /// Never given out twice.
    let id: Int
    let kind: Kind
    let model: String
    /// When the job began.
    let start: Moment
    /// When it is told to stop.
    let deadline: Duration
}
