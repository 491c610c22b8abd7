/// Why a notification led to no trigger; stored with every decision.
enum SuppressionReason: String, Sendable, CaseIterable {
    /// The episode already led to a trigger: a repeat, a twin or a restart of Alertmanager.
    case duplicateEpisode = "duplicate_episode"
    /// The subject has an unfinished trigger, to which the alert was added as evidence.
    case activeTrigger = "active_trigger"
    /// The subject's last retraining ended too short a time ago.
    case cooldown
    /// The subject was retrained and the alert's window still holds old data.
    case settling
    /// The last retraining did not help, and the pause after it is not over.
    case rearm
    /// Retrainings in a row did not help: a person must look first.
    case manualReview = "manual_review_hold"
    /// Too few alerts point at the subject.
    case quorum
    /// An alert tells that the model's data cannot be used.
    case dataFault = "data_fault"
    /// It is one of the policy's quiet hours.
    case quietHours = "quiet_hours"
    /// The policy made too many triggers in a short time.
    case rateLimit = "rate_limit"
    /// The policy or the subject has had its triggers of the day.
    case dailyLimit = "daily_limit"
    /// The run would exceed the units that the policy, or the bridge, may spend within a period.
    case spendLimit = "spend_limit"
    /// A `resolved` that belongs to an earlier episode, or to none.
    case staleResolved = "stale_resolved"
    /// A `firing` that belongs to an episode which is over.
    case staleFiring = "stale_firing"
    /// No policy matches the labels.
    case noPolicy = "no_policy"
    /// The policy is switched off.
    case disabled
    /// The policy only observes.
    case observe
    /// The alert could not be read.
    case malformed
    /// Alertmanager left the alert out of the delivery.
    case truncated
}
