import Foundation

/// An alert that is to be silenced, because a retraining that it led to is at work.
struct SilencedAlert: Sendable, Hashable {
    /// The states of a trigger in which its alerts are silenced.
    static let states: [TriggerState] = [.dispatching, .running, .verifying]

    /// The trigger's id.
    let trigger: String
    let policy: String
    let fingerprint: String
    let labels: [String: String]

    /// By which a silence is known as that of this alert and this trigger.
    var comment: String { "modelwatch: trigger \(trigger) retrains, alert \(fingerprint)" }

    /// The trigger that a comment names; nil for one that is not ours.
    static func trigger(in comment: String) -> String? {
        comment.wholeMatch(of: #/modelwatch: trigger ([0-9a-z]{26}) retrains, alert \S+/#).map { String($0.1) }
    }
}
