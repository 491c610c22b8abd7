import Foundation

/// What an open episode means for one policy.
enum TriggerDecision: Sendable, Equatable {
    /// A retraining is decided; it begins in the given state, held until the given time.
    case create(TriggerState, heldUntil: Date?)
    /// The subject's unfinished trigger takes the alert as further evidence.
    case join
    case suppress(SuppressionReason)

    /// What is known of the policy's triggers for the subject.
    struct Situation: Sendable, Equatable {
        /// Whether this episode led to a trigger of the policy before.
        var isHandled = false
        /// Whether an unfinished trigger exists for the subject.
        var hasActiveTrigger = false
        /// When the subject's last run ended.
        var lastRunEnded: Date?
    }

    init(policy: PolicyConfiguration, situation: Situation, at now: Date) {
        if situation.isHandled {
            self = .suppress(.duplicateEpisode)
        } else if policy.mode == .observe {
            self = .suppress(.observe)
        } else if situation.hasActiveTrigger {
            self = .join
        } else if let ended = situation.lastRunEnded, now < ended.addingTimeInterval(policy.cooldown.seconds) {
            self = .suppress(.cooldown)
        } else if policy.mode != .auto {
            self = .create(.awaitingApproval, heldUntil: nil)
        } else if policy.hold > .zero {
            self = .create(.held, heldUntil: now.addingTimeInterval(policy.hold.seconds))
        } else {
            self = .create(.queued, heldUntil: nil)
        }
    }
}
