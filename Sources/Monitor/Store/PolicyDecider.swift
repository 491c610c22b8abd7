import Foundation
import GRDB

/// Decides what an open episode means for the policies, and stores it, inside a transaction that the caller commits.
struct PolicyDecider {
    let settings: DecisionSettings
    let database: Database
    let blocks: BlockingAlerts
    let now: Date

    /// - Parameter blocks: Those of the transaction; read anew where none are given.
    init(_ settings: DecisionSettings, blocks: BlockingAlerts? = nil, in database: Database, at now: Date) {
        self.settings = settings
        self.database = database
        self.blocks = blocks ?? BlockingAlerts(in: database)
        self.now = now
    }

    var policies: [PolicyConfiguration] { settings.policies }

    /// What was decided for one policy.
    struct Outcome: Sendable, Hashable {
        /// Empty where no policy matches.
        let policy: String
        let subject: String
        /// The trigger that was made, or that took the alert as evidence.
        let triggerId: String?
        /// Whether that trigger is a new one.
        var isNew = false
        let suppression: SuppressionReason?
        var reconsiderAt: Date?
        /// What stood against it, with figures.
        var detail: String?
    }

    /// Decides for every policy that matches.
    func decide(_ episode: EpisodeRecord, delivery: String) throws -> [Outcome] {
        let alert = episode.alert
        let matching = policies.filter { policy in policy.matchers.allSatisfy { $0.matches(alert.labels) } }
        guard !matching.isEmpty else {
            let outcome = Outcome(policy: "", subject: "", triggerId: nil, suppression: .noPolicy)
            try note(outcome, episode, delivery: delivery)
            return [outcome]
        }
        return try matching.map { policy in
            let outcome = try self.outcome(of: policy, episode, alert)
            try note(outcome, episode, delivery: delivery)
            return outcome
        }
    }

    /// Decides anew for the policy of a decision that only time stood against.
    ///
    /// - Returns: Nil if nothing changed.
    func reconsider(_ decision: DecisionRecord, _ episode: EpisodeRecord) throws -> Outcome? {
        guard let policy = policies.first(where: { $0.name == decision.policy }) else {
            try database.execute(sql: "UPDATE decision SET reconsider_at = NULL WHERE id = ?", arguments: [decision.id])
            return nil
        }
        guard try !isSilent(episode, policy) else { return nil }
        let outcome = try self.outcome(of: policy, episode, episode.alert)
        if outcome.triggerId == nil, outcome.suppression?.rawValue == decision.suppression {
            try database.execute(
                sql: "UPDATE decision SET reconsider_at = ?, detail = ? WHERE id = ?",
                arguments: [outcome.reconsiderAt?.timeIntervalSince1970, outcome.detail, decision.id])
            return nil
        }
        try note(outcome, episode, delivery: decision.deliveryId)
        return outcome
    }

    /// Whether the alert was silenced for a retraining and not heard of since: it may be over, and nobody told us.
    private func isSilent(_ episode: EpisodeRecord, _ policy: PolicyConfiguration) throws -> Bool {
        guard policy.silences else { return false }
        let lastEnd = try Double.fetchOne(
            database,
            sql: """
                SELECT max(finished_at) FROM "trigger" WHERE id IN
                    (SELECT trigger_id FROM decision WHERE episode_id = ? AND trigger_id IS NOT NULL)
                """,
            arguments: [episode.id])
        return lastEnd.map { episode.lastSeenAt.timeIntervalSince1970 <= $0 } ?? false
    }

    private func outcome(of policy: PolicyConfiguration, _ episode: EpisodeRecord, _ alert: Alert) throws -> Outcome {
        // SQLite would end the text there, and two subjects would become one.
        let rendered = policy.subject.rendered(alert.labels).replacing("\0", with: "\u{FFFD}")
        let subject = rendered.isEmpty ? policy.name : rendered
        let situation = StoredSituation(
            database: database, policy: policy, subjectName: subject, episodeRecord: episode,
            blocks: blocks)
        switch try TriggerDecision(policy: policy, limits: settings, situation: situation, at: now) {
        case .create(let state, let due, let reason):
            let trigger = try create(
                policy, subject, alert, TriggerProgress(state: state, reason: reason, dueAt: due), situation)
            return Outcome(policy: policy.name, subject: subject, triggerId: trigger, isNew: true, suppression: nil)
        case .join(let active):
            try refire(active.id)
            return Outcome(policy: policy.name, subject: subject, triggerId: active.id, suppression: .activeTrigger)
        case .suppress(let reason, let until, let detail):
            return Outcome(
                policy: policy.name, subject: subject, triggerId: nil, suppression: reason, reconsiderAt: until,
                detail: detail)
        }
    }

    private func create(
        _ policy: PolicyConfiguration, _ subject: String, _ alert: Alert, _ progress: TriggerProgress,
        _ situation: StoredSituation
    ) throws -> String {
        let id = ULID(at: now)
        let request = RetrainingRequest(
            key: TriggerRecord.key(id: id, attempt: 1), policy: policy, subject: subject, alert: alert,
            startsAt: alert.startsAt ?? now)
        let trigger = TriggerRecord(
            id: id.description, policy: policy.name, subject: subject, engine: policy.engine.name,
            progress: progress, request: request, cost: policy.cost, createdAt: now)
        try trigger.insert(database)
        let inputs = try DecisionInputs(policy: policy, situation: situation, alert: alert, at: now)
        try AuditTrail.append(
            TransitionRecord(
                id: nil, triggerId: trigger.id, at: now, fromState: nil, toState: progress.state, actor: "decision",
                reason: progress.reason, evidence: Evidence.json(inputs.values)),
            in: database)
        return trigger.id
    }

    /// An alert that joins shows that the trigger's alerts are not over.
    private func refire(_ id: String) throws {
        guard var trigger = try TriggerRecord.fetchOne(database, key: id),
            let next = TriggerStateMachine(rules: TriggerRules())
                .change(of: trigger.progress, on: .refired, at: now, jitter: 0)
        else { return }
        try trigger.advance(to: next, actor: "decision", at: now, in: database)
    }

    private func note(_ outcome: Outcome, _ episode: EpisodeRecord, delivery: String) throws {
        let policy = outcome.policy.isEmpty ? nil : outcome.policy
        try database.cachedStatement(
            sql: """
                UPDATE decision SET reconsider_at = NULL
                WHERE episode_id = ? AND policy = ? AND reconsider_at IS NOT NULL
                """
        ).execute(arguments: [episode.id, policy])
        try DecisionRecord(
            id: nil, deliveryId: delivery, episodeId: episode.id, fingerprint: episode.fingerprint, policy: policy,
            triggerId: outcome.triggerId, suppression: outcome.suppression?.rawValue,
            subject: outcome.subject.isEmpty ? nil : outcome.subject, at: now, reconsiderAt: outcome.reconsiderAt,
            detail: outcome.detail
        ).insert(database)
        if outcome.isNew, let trigger = outcome.triggerId { try gatherEvidence(outcome, trigger, delivery: delivery) }
    }

    /// Alerts that fire for the same subject stand behind a new trigger too, such as those that made up the quorum.
    private func gatherEvidence(_ outcome: Outcome, _ trigger: String, delivery: String) throws {
        try database.execute(
            sql: """
                INSERT INTO decision (delivery_id, episode_id, fingerprint, policy, trigger_id, suppression, subject, at)
                SELECT DISTINCT ?, episode.id, episode.fingerprint, policy, ?, 'active_trigger', subject, ?
                FROM decision JOIN episode ON episode.id = episode_id
                WHERE policy = ? AND subject = ? AND ends_at IS NULL AND is_stale = 0
                    AND NOT EXISTS (SELECT 1 FROM decision AS taken
                        WHERE taken.episode_id = episode.id AND taken.trigger_id = ?)
                """,
            arguments: [
                delivery, trigger, now.timeIntervalSince1970, outcome.policy, outcome.subject, trigger,
            ])
    }
}
