/// What is to be done next for a verdict.
enum VerdictAction: Sendable, Equatable {
    /// Read whose the champion's alias is.
    case readChampion
    /// Look for the version that the run made.
    case findChallenger
    /// Give the old champion's alias, or the champion's, to a version.
    case point(Alias, to: String)
    /// Write the verdict beside a version.
    case tag(versions: [String])
    /// Tell a hook.
    case tell(Hook)
    /// Ask Prometheus for a breach.
    case look
    case finish(RetrainingVerdict)

    enum Alias: Sendable, Equatable {
        case champion
        case previousChampion
    }

    enum Hook: String, Sendable, Equatable {
        case promote
        case rollback
        case reference
    }
}
