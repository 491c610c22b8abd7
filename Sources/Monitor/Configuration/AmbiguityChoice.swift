import Yams

/// What follows when an engine may have started a run, and no look-up finds it.
public enum AmbiguityChoice: String, Sendable, ConfigurationChoice {
    /// A person decides.
    case hold
    /// It is started again.
    case resend

    static let placeholder = AmbiguityChoice.hold
}
