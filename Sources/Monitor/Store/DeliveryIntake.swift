import Foundation
import GRDB

/// Stores one delivery with everything that follows from it, inside a transaction that the caller commits.
struct DeliveryIntake {
    private let decider: PolicyDecider
    private let delivery: Delivery
    private var outcome: DeliveryOutcome
    /// What was decided, for the counters.
    private(set) var decisions: [PolicyDecider.Outcome] = []
    /// The episodes that began or ended, as they are now.
    private(set) var changed: [EpisodeRecord] = []

    init(_ delivery: Delivery, decider: PolicyDecider) {
        self.delivery = delivery
        self.decider = decider
        let count = delivery.payload.alerts.count + delivery.payload.malformed
        outcome = DeliveryOutcome(delivery: delivery.id.description, alerts: count)
    }

    private var database: Database { decider.database }

    /// Writes the delivery, its episodes, decisions and triggers.
    mutating func store() throws -> DeliveryOutcome {
        try record.insert(database)
        for alert in delivery.payload.alerts { try take(alert) }
        for _ in 0..<delivery.payload.malformed { try suppress(.malformed, "", episode: nil) }
        if delivery.payload.truncated > 0 { try suppress(.truncated, "", episode: nil) }
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
        case .open(let startsAt):
            let episode = try opened(alert, startsAt: startsAt)
            changed.append(episode)
            decider.blocks.changed(episode, policies: decider.policies)
            try decide(episode)
        case .seen(let startsAt):
            guard var episode = latest else { return }
            episode.startsAt = startsAt
            episode.annotations = Evidence.json(alert.annotations)
            episode.generatorUrl = alert.generatorURL
            try noteSeen(&episode)
            try decide(episode)
        case .close(let endsAt):
            guard var episode = latest else { return }
            episode.endsAt = endsAt
            try noteSeen(&episode)
            changed.append(episode)
            decider.blocks.changed(episode, policies: decider.policies)
            try settleTriggers(behind: episode)
        case .staleResolved: try suppress(.staleResolved, alert.fingerprint, episode: latest)
        case .staleFiring: try suppress(.staleFiring, alert.fingerprint, episode: latest)
        }
    }

    private func noteSeen(_ episode: inout EpisodeRecord) throws {
        episode.lastSeenAt = delivery.receivedAt
        episode.notifications += 1
        try episode.update(database)
    }

    private func opened(_ alert: Alert, startsAt: Date) throws -> EpisodeRecord {
        var episode = EpisodeRecord(alert, startsAt: startsAt, openedAt: delivery.receivedAt)
        try episode.insert(database)
        episode.id = database.lastInsertedRowID
        return episode
    }

    private mutating func decide(_ episode: EpisodeRecord) throws {
        let outcomes = try decider.decide(episode, delivery: outcome.delivery)
        outcome.triggered += outcomes.count { $0.isNew }
        outcome.suppressed += outcomes.count { $0.suppression != nil }
        decisions += outcomes
    }

    /// Tells the triggers that have no other alert behind them that fires.
    private func settleTriggers(behind episode: EpisodeRecord) throws {
        for var trigger in try TriggerQuery.unfinished(behind: episode, in: database) {
            let policy = decider.policies.first { $0.name == trigger.policy }
            let rules = TriggerRules(policy, idempotency: .none, pollInterval: .zero)
            guard
                let next = TriggerStateMachine(rules: rules)
                    .change(of: trigger.progress, on: .resolved, at: delivery.receivedAt, jitter: 0)
            else { continue }
            try trigger.advance(to: next, actor: "decision", at: delivery.receivedAt, in: database)
        }
    }

    /// Stores that an entry of the delivery led to nothing before any policy was asked.
    private mutating func suppress(
        _ reason: SuppressionReason, _ fingerprint: String, episode: EpisodeRecord?
    ) throws {
        try DecisionRecord(
            id: nil, deliveryId: outcome.delivery, episodeId: episode?.id, fingerprint: fingerprint, policy: nil,
            triggerId: nil, suppression: reason.rawValue, subject: nil, at: delivery.receivedAt, reconsiderAt: nil
        ).insert(database)
        outcome.suppressed += 1
        decisions.append(PolicyDecider.Outcome(policy: "", subject: "", triggerId: nil, suppression: reason))
    }
}
