/// What the queue wants to be done now.
enum EvaluationStep: Sendable, Equatable {
    /// Begin a job.
    case begin(EvaluationJob)
    /// Tell a job to stop.
    case cancel(EvaluationJob)
    /// Go on without a job that did not stop: what reads hangs.
    case abandon(EvaluationJob)
    /// Look how old the values of a model have become that cannot be evaluated.
    case review(String)
}
