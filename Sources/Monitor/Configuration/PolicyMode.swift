import Yams

/// How much of a retraining happens without a person.
public enum PolicyMode: String, Sendable, ConfigurationChoice {
    /// Decisions are stored as suppressed; nothing can follow from them.
    case observe
    /// A trigger waits for a person; nothing presses for it.
    case suggest
    /// A trigger waits for a person.
    case approve
    /// A trigger is dispatched at once.
    case auto

    static let placeholder = PolicyMode.approve
}
