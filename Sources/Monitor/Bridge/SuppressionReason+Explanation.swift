extension SuppressionReason {
    /// What it means, in a sentence for people.
    var explanation: String {
        switch self {
        case .duplicateEpisode: "The alert already led to a retraining since it began to fire; this is a repeat of it."
        case .activeTrigger: "A retraining of this subject is under way; the alert was added to it as evidence."
        case .cooldown: "The last retraining of this subject ended too short a time ago."
        case .settling:
            "The subject was retrained a short time ago, and the alert's window still holds data from before."
        case .rearm: "The last retraining of this subject did not help, and the pause after it is not over."
        case .manualReview: "Several retrainings in a row did not help: a person must look at the subject first."
        case .quorum: "Too few alerts point at this subject so far."
        case .dataFault: "An alert says that the data of the model cannot be used; training on them would do harm."
        case .quietHours: "It is one of the policy's quiet hours."
        case .rateLimit: "The policy decided on too many retrainings in a short time."
        case .dailyLimit: "The policy or the subject has had its retrainings of the day."
        case .spendLimit: "The run would exceed the units that the policy, or the bridge, may spend within a period."
        case .disabled: "The policy is switched off."
        case .staleResolved: "The alert that is said to be over was not known to fire."
        case .staleFiring: "The notification is older than the end of the alert that is known."
        case .noPolicy: "No policy matches the labels of the alert."
        case .observe: "The policy only observes."
        case .malformed: "The alert could not be read: it lacks labels or a status."
        case .truncated: "Alertmanager left alerts out of the delivery because of max_alerts."
        }
    }

    /// The sentence for a stored reason; the reason itself if this version does not know it.
    static func explanation(of stored: String) -> String {
        SuppressionReason(rawValue: stored)?.explanation ?? stored
    }
}
