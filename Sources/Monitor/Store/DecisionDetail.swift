import Foundation
import GRDB

/// A decision with what it was about.
struct DecisionDetail: BridgeRecord {
    static let databaseTableName = "decision"

    let fingerprint: String
    /// Nil where no policy took part.
    let policy: String?
    let suppression: String?
    /// What stood against a trigger, with figures; nil where the reason says it all.
    let detail: String?
    let triggerId: String?
    /// What the policy would retrain; nil where no policy took part.
    let subject: String?
    /// Of the trigger, if there is one.
    let state: TriggerState?
    /// The labels of the alert as a JSON object; nil if it could not be read.
    let labels: String?

    /// What was decided, in a word.
    enum Outcome: String, Sendable, Codable {
        /// A new trigger.
        case trigger
        /// Evidence for a trigger that was there.
        case join
        case suppress
    }

    var outcome: Outcome {
        switch (triggerId, suppression) {
        case (_, nil): .trigger
        case (_?, SuppressionReason.activeTrigger.rawValue): .join
        case (_, _?): .suppress
        }
    }

    /// The decisions of a delivery, in the order of its alerts.
    static func all(of delivery: String, in database: Database) throws -> [DecisionDetail] {
        try fetchAll(
            database,
            sql: """
                SELECT decision.fingerprint, decision.policy, suppression, detail, trigger_id,
                    coalesce(decision.subject, "trigger".subject) AS subject, state, labels
                FROM decision LEFT JOIN "trigger" ON "trigger".id = trigger_id
                    LEFT JOIN episode ON episode.id = episode_id
                WHERE delivery_id = ? ORDER BY decision.id
                """,
            arguments: [delivery])
    }
}
