/// Why a notification led to no trigger; stored with every decision.
enum SuppressionReason: String, Sendable, CaseIterable {
    /// The episode already led to a trigger: a repeat, a twin or a restart of Alertmanager.
    case duplicateEpisode = "duplicate_episode"
    /// The subject has an unfinished trigger, to which the alert was added as evidence.
    case activeTrigger = "active_trigger"
    /// The subject's last retraining ended too short a time ago.
    case cooldown
    /// A `resolved` that belongs to an earlier episode, or to none.
    case staleResolved = "stale_resolved"
    /// A `firing` that belongs to an episode which is over.
    case staleFiring = "stale_firing"
    /// No policy matches the labels.
    case noPolicy = "no_policy"
    /// The policy only observes.
    case observe
    /// The alert could not be read.
    case malformed
    /// Alertmanager left the alert out of the delivery.
    case truncated
}
