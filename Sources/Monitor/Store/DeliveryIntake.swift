import Foundation
import GRDB

/// Stores one delivery with everything that follows from it, inside a transaction that the caller commits.
struct DeliveryIntake {
    let policies: [PolicyConfiguration]
    let database: Database
    let delivery: Delivery
    private var outcome: DeliveryOutcome
    private(set) var suppressions: [Suppression] = []

    init(_ delivery: Delivery, policies: [PolicyConfiguration], in database: Database) {
        self.delivery = delivery
        self.policies = policies
        self.database = database
        let count = delivery.payload.alerts.count + delivery.payload.malformed
        outcome = DeliveryOutcome(delivery: delivery.id.description, alerts: count)
    }

    /// Writes the delivery, its episodes, decisions and triggers.
    mutating func store() throws -> DeliveryOutcome {
        try record.insert(database)
        for alert in delivery.payload.alerts { try take(alert) }
        for _ in 0..<delivery.payload.malformed { try suppress(.malformed, "", policy: nil, episode: nil) }
        if delivery.payload.truncated > 0 { try suppress(.truncated, "", policy: nil, episode: nil) }
        try record.update(database)
        return outcome
    }

    private var record: DeliveryRecord {
        DeliveryRecord(
            id: outcome.delivery, receivedAt: delivery.receivedAt, source: delivery.source, body: delivery.body,
            alerts: outcome.alerts, malformed: delivery.payload.malformed, truncated: delivery.payload.truncated,
            triggered: outcome.triggered, suppressed: outcome.suppressed)
    }

    private mutating func take(_ alert: Alert) throws {
        let latest = try EpisodeRecord.latest(alert.fingerprint, in: database)
        switch EpisodeDecision(alert: alert, latest: latest?.state, at: delivery.receivedAt) {
        case .open(let startsAt): try decide(alert, try opened(alert, startsAt: startsAt))
        case .seen(let startsAt):
            guard var episode = latest else { return }
            episode.startsAt = startsAt
            episode.lastSeenAt = delivery.receivedAt
            episode.notifications += 1
            try episode.update(database)
            try decide(alert, episode)
        case .close(let endsAt):
            guard var episode = latest else { return }
            episode.endsAt = endsAt
            episode.lastSeenAt = delivery.receivedAt
            episode.notifications += 1
            try episode.update(database)
            try cancelTriggers(behind: episode)
        case .staleResolved: try suppress(.staleResolved, alert.fingerprint, policy: nil, episode: latest)
        case .staleFiring: try suppress(.staleFiring, alert.fingerprint, policy: nil, episode: latest)
        }
    }

    private func opened(_ alert: Alert, startsAt: Date) throws -> EpisodeRecord {
        let labels = String(decoding: try JSONEncoder().encode(alert.labels), as: UTF8.self)
        var episode = EpisodeRecord(
            id: nil, fingerprint: alert.fingerprint, labels: labels, startsAt: startsAt,
            openedAt: delivery.receivedAt, lastSeenAt: delivery.receivedAt, notifications: 1, endsAt: nil,
            isStale: false)
        try episode.insert(database)
        episode.id = database.lastInsertedRowID
        return episode
    }

    private mutating func decide(_ alert: Alert, _ episode: EpisodeRecord) throws {
        let matching = policies.filter { policy in policy.matchers.allSatisfy { $0.matches(alert.labels) } }
        guard !matching.isEmpty else {
            return try suppress(.noPolicy, alert.fingerprint, policy: nil, episode: episode)
        }
        for policy in matching { try decide(alert, episode, policy) }
    }

    private mutating func decide(_ alert: Alert, _ episode: EpisodeRecord, _ policy: PolicyConfiguration) throws {
        let rendered = policy.subject.rendered(alert.labels)
        let subject = rendered.isEmpty ? policy.name : rendered
        let triggers = TriggerQuery(database: database, policy: policy.name, subject: subject)
        let active = try triggers.active()
        let situation = TriggerDecision.Situation(
            isHandled: try triggers.isHandled(episode), hasActiveTrigger: active != nil,
            lastRunEnded: try triggers.lastRunEnded())
        switch TriggerDecision(policy: policy, situation: situation, at: delivery.receivedAt) {
        case .create(let state, let heldUntil):
            let trigger = try create(alert, episode, policy, subject, state, heldUntil)
            try note(alert.fingerprint, policy: policy, episode: episode, trigger: trigger.id, nil)
            outcome.triggered += 1
        case .join:
            try note(alert.fingerprint, policy: policy, episode: episode, trigger: active, .activeTrigger)
        case .suppress(let reason):
            try suppress(reason, alert.fingerprint, policy: policy, episode: episode)
        }
    }

    private func create(
        _ alert: Alert, _ episode: EpisodeRecord, _ policy: PolicyConfiguration, _ subject: String,
        _ state: TriggerState, _ heldUntil: Date?
    ) throws -> TriggerRecord {
        let id = ULID(at: delivery.receivedAt)
        let key = TriggerRecord.key(id: id, attempt: 1)
        let request = RetrainingRequest(
            key: key, policy: policy, subject: subject, alert: alert, startsAt: episode.startsAt)
        let due = state == .awaitingApproval ? nil : heldUntil ?? delivery.receivedAt
        let trigger = TriggerRecord(
            id: id.description, key: key, attempt: 1, policy: policy.name, subject: subject,
            engine: policy.engine.name, state: state, reason: "alert fires", request: request,
            createdAt: delivery.receivedAt, dueAt: due, finishedAt: nil, missingSince: nil, attempts: 0, polls: 0,
            runId: nil, runUrl: nil)
        try trigger.insert(database)
        try TransitionRecord(
            id: nil, triggerId: trigger.id, at: delivery.receivedAt, fromState: nil, toState: state,
            actor: "decision", reason: trigger.reason
        ).insert(database)
        return trigger
    }

    /// Cancels what has not been started and has no other alert behind it that still fires.
    private func cancelTriggers(behind episode: EpisodeRecord) throws {
        for var trigger in try TriggerQuery.unstarted(behind: episode, in: database) {
            guard let next = TriggerStateMachine.resolved(trigger.progress) else { continue }
            try trigger.advance(to: next, actor: "decision", at: delivery.receivedAt, in: database)
        }
    }
}

extension DeliveryIntake {
    /// A decision against a retraining, for the counters.
    struct Suppression: Sendable, Hashable {
        let policy: String
        let reason: SuppressionReason
    }

    private mutating func suppress(
        _ reason: SuppressionReason, _ fingerprint: String, policy: PolicyConfiguration?, episode: EpisodeRecord?
    ) throws {
        try note(fingerprint, policy: policy, episode: episode, trigger: nil, reason)
    }

    private mutating func note(
        _ fingerprint: String, policy: PolicyConfiguration?, episode: EpisodeRecord?, trigger: String?,
        _ reason: SuppressionReason?
    ) throws {
        try DecisionRecord(
            id: nil, deliveryId: outcome.delivery, episodeId: episode?.id, fingerprint: fingerprint,
            policy: policy?.name, triggerId: trigger, suppression: reason?.rawValue
        ).insert(database)
        guard let reason else { return }
        outcome.suppressed += 1
        suppressions.append(Suppression(policy: policy?.name ?? "", reason: reason))
    }
}
