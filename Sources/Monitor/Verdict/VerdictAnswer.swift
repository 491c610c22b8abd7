/// What an action of a verdict led to.
enum VerdictAnswer: Sendable, Equatable {
    /// The version that has the champion's alias; nil if none has.
    case champion(ModelVersion?)
    /// The version that the run made, nil if there is none yet, and the champion with what is known of it now.
    case challenger(ModelVersion?, champion: ModelVersion?)
    case done
    /// What Prometheus found; nil if there is no breach.
    case breach(String?)
    /// What was asked for is under way.
    case pending(String)
    /// It did not succeed; the same call may succeed later.
    case failed(String)
    /// It would be refused again.
    case refused(String)
}
