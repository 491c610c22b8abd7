import Foundation
import GRDB

extension BridgeStore {
    /// The alerts of a period in numbers, all of one moment.
    func history(_ search: AlertHistorySearch) async throws -> AlertHistory {
        let conditions = search.episodes.conditions
        let place = "episode WHERE " + conditions.map(\.sql).joined(separator: " AND ")
        let values = conditions.reduce(StatementArguments()) { $0 + $1.values }
        return try await pool.read { database in
            let total = try AlertStatistics.fetchOne(
                database, sql: "SELECT '' AS alertname, '' AS model, \(AlertStatistics.columns) FROM \(place)",
                arguments: values)
            let alerts = try AlertStatistics.fetchAll(
                database,
                sql: """
                    SELECT alertname, model, \(AlertStatistics.columns) FROM \(place)
                    GROUP BY alertname, model ORDER BY episodes DESC, alertname, model LIMIT ?
                    """,
                arguments: values + [AlertHistory.alertLimit])
            return AlertHistory(
                search,
                total: total
                    ?? AlertStatistics(
                        alertname: "", model: "", episodes: 0, resolved: 0, timeToResolution: nil, falsePositives: 0),
                alerts: alerts, leftOut: try Self.alertCount(place, values, in: database) - alerts.count,
                days: try alerts.isEmpty ? [] : Self.days(place, values, in: database))
        }
    }

    /// Episodes that began after a moment by severity, and those of them that are false positives.
    func recentEpisodes(since moment: Date) async throws -> [RecentEpisodeCount] {
        try await pool.read { database in
            try RecentEpisodeCount.fetchAll(
                database,
                sql: """
                    SELECT severity, count(*) AS count, count(false_positive_at) AS false_positives FROM episode
                    WHERE opened_at > ? GROUP BY severity
                    """,
                arguments: [moment.timeIntervalSince1970])
        }
    }

    private static func alertCount(
        _ place: String, _ values: StatementArguments, in database: Database
    ) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (SELECT DISTINCT alertname, model FROM \(place))", arguments: values)
            ?? 0
    }

    /// Only of the alerts that are told one by one: hostile labels may make any number of them.
    private static func days(
        _ place: String, _ values: StatementArguments, in database: Database
    ) throws -> [AlertDay] {
        try AlertDay.fetchAll(
            database,
            sql: """
                WITH told AS (SELECT alertname, model FROM \(place)
                    GROUP BY alertname, model ORDER BY count(*) DESC, alertname, model LIMIT ?)
                SELECT alertname, model, CAST(opened_at / \(AlertHistorySearch.secondsOfDay) AS INTEGER) AS day,
                    count(*) AS episodes
                FROM \(place) AND (alertname, model) IN told
                GROUP BY alertname, model, day ORDER BY day
                """,
            arguments: values + [AlertHistory.alertLimit] + values)
    }
}
