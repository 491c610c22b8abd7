import Transfers

/// A job that runs: the flag that tells it to stop, and the threads that it runs on.
struct EvaluationWork: Sendable {
    let cancellation = Cancellation()
    let threads: EvaluationThreads
}
