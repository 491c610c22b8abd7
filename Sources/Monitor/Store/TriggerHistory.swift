/// A trigger with all that is known of it.
struct TriggerHistory: Sendable {
    let trigger: TriggerRecord
    let transitions: [TransitionRecord]
    /// The episodes behind it, oldest first.
    let evidence: [EpisodeRecord]
}
