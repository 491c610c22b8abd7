import Foundation
import GRDB

/// What the database knows of one episode, one policy and one subject.
struct StoredSituation: TriggerSituation {
    let database: Database
    let policy: PolicyConfiguration
    let subjectName: String
    let episodeRecord: EpisodeRecord
    let blocks: BlockingAlerts

    func active() throws -> ActiveTrigger? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, state, due_at, EXISTS (SELECT 1 FROM decision
                        WHERE decision.trigger_id = "trigger".id AND decision.episode_id = ?) AS has_episode
                    FROM "trigger" WHERE policy = ? AND subject = ? AND state IN (\(TriggerState.unfinishedSQL))
                    """),
            arguments: [episodeRecord.id, policy.name, subjectName])
        guard let row, let state = TriggerState(rawValue: row["state"]) else { return nil }
        return ActiveTrigger(
            id: row["id"], state: state, dueAt: (row["due_at"] as Double?).map(Date.init(timeIntervalSince1970:)),
            hasEpisode: row["has_episode"])
    }

    func episode() throws -> EpisodeHistory {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT state, finished_at, run_id IS NULL OR cancel_cause IS 'person' AS is_decided
                    FROM "trigger" WHERE finished_at IS NOT NULL AND id IN (SELECT trigger_id FROM decision
                        WHERE episode_id = ? AND policy = ? AND trigger_id IS NOT NULL)
                    ORDER BY finished_at
                    """),
            arguments: [episodeRecord.id, policy.name])
        guard let last = rows.last else { return EpisodeHistory() }
        let state = TriggerState(rawValue: last["state"])
        let isDecided: Bool = last["is_decided"]
        return EpisodeHistory(
            ended: rows.count, lastEndedAt: Date(timeIntervalSince1970: last["finished_at"]),
            isDismissed: (state == .cancelled || state == .rejected) && isDecided)
    }

    func blockingAlert() throws -> String? {
        try blocks.blocking(episodeRecord, for: policy)?.fingerprint
    }

    func support() throws -> QuorumSupport {
        let others = try EpisodeRecord.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT * FROM episode WHERE ends_at IS NULL AND is_stale = 0 AND id IN
                        (SELECT episode_id FROM decision WHERE policy = ? AND subject = ?) AND id <> ?
                    """),
            arguments: [policy.name, subjectName, episodeRecord.id])
        let firing = others + [episodeRecord]
        let values = policy.quorum.distinctLabel.map { name in Set(firing.compactMap { $0.alert.labels[name] }) }
        let last = try lastTriggerCreated()
        let consecutive = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM episode WHERE fingerprint = ? AND opened_at > ?"),
            arguments: [episodeRecord.fingerprint, last])
        return QuorumSupport(
            alerts: firing.count, distinct: values?.count ?? 1, consecutiveEpisodes: consecutive ?? 1)
    }

    func subject() throws -> SubjectHistory {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT state, finished_at, run_ended_at, json_extract(verdict, '$.outcome') AS outcome FROM "trigger"
                    WHERE policy = ? AND subject = ? AND finished_at IS NOT NULL ORDER BY finished_at DESC
                    """),
            arguments: [policy.name, subjectName])
        var history = SubjectHistory()
        var isInARow = true
        while let row = try rows.next(), isInARow || history.lastRunEndedAt == nil {
            let state = TriggerState(rawValue: row["state"])
            let runEnded = (row["run_ended_at"] as Double?).map(Date.init(timeIntervalSince1970:))
            if history.lastRunEndedAt == nil, let runEnded {
                history.lastRunEndedAt = runEnded
                history.isLastRejected = state == .rejected
                history.isLastRolledBack = (row["outcome"] as String?) == RetrainingVerdict.Outcome.rolledBack.rawValue
            }
            if state == .succeeded { isInARow = false }
            guard isInARow, isFailure(state, hasRun: runEnded != nil) else { continue }
            history.failures += 1
            history.lastFailedAt = history.lastFailedAt ?? Date(timeIntervalSince1970: row["finished_at"])
        }
        return history
    }

    func triggers(since moment: Date) throws -> [Date] {
        try dates(
            "SELECT created_at FROM \"trigger\" WHERE policy = ? AND created_at > ? ORDER BY created_at",
            [policy.name, moment.timeIntervalSince1970])
    }

    func subjectTriggers(since moment: Date) throws -> [Date] {
        try dates(
            """
            SELECT created_at FROM "trigger" WHERE policy = ? AND subject = ? AND created_at > ? ORDER BY created_at
            """, [policy.name, subjectName, moment.timeIntervalSince1970])
    }

    func spending(of scope: SpendBudget.Scope, since moment: Date) throws -> Spending {
        try SpendRecord.spending(of: scope == .policy ? policy.name : nil, since: moment, in: database)
    }

    /// The one that is decided on counts as well.
    func askingSubjects(since moment: Date) throws -> Int {
        let others = try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM (SELECT DISTINCT policy, subject FROM decision
                        WHERE at > ? AND subject IS NOT NULL AND NOT (policy = ? AND subject = ?)
                        AND (trigger_id IS NOT NULL OR suppression = 'rate_limit'))
                    """),
            arguments: [moment.timeIntervalSince1970, policy.name, subjectName])
        return (others ?? 0) + 1
    }

    /// What a person turned down before it ran says nothing about retraining.
    private func isFailure(_ state: TriggerState?, hasRun: Bool) -> Bool {
        switch state {
        case .failed?, .dead?, .lost?: true
        case .rejected?: hasRun
        default: false
        }
    }

    private func lastTriggerCreated() throws -> Double {
        try Double.fetchOne(
            database.cachedStatement(
                sql: "SELECT max(created_at) FROM \"trigger\" WHERE policy = ? AND subject = ?"),
            arguments: [policy.name, subjectName]) ?? 0
    }

    private func dates(_ sql: String, _ arguments: StatementArguments) throws -> [Date] {
        try Double.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
            .map(Date.init(timeIntervalSince1970:))
    }
}
