import Foundation
import HTTPTypes
import Hummingbird

/// `/api/v1/history`: how often alerts fired, how long, and how many were false, as JSON.
struct HistoryAPIController: Sendable {
    let store: BridgeStore
    let now: @Sendable () -> Date

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { request, _ in try await show(request) }
    }

    private struct History: Encodable {
        let from, to: Date
        let total: AlertStatisticsView
        let frequency: [Alert]
        /// How many more alerts there are than are told one by one.
        let leftOut: Int
        let timeline: Timeline

        enum CodingKeys: String, CodingKey {
            case from, to, total, frequency, timeline
            case leftOut = "left_out"
        }
    }

    private struct Alert: Encodable {
        let alertname, model: String
        let statistics: AlertStatisticsView
        let days: [Day]
    }

    private struct Day: Encodable {
        let day: String
        let episodes: Int
    }

    private struct Timeline: Encodable {
        let episodes: [EpisodeView]
        let next: String?
    }

    private func show(_ request: Request) async throws -> Response {
        let time = now()
        let search = try AlertHistorySearch(request, at: time)
        let history = try await store.history(search)
        let page = try await store.episodes(search.episodes, try request.listRange())
        return try Response(
            json: History(
                from: search.period.lowerBound, to: search.period.upperBound,
                total: AlertStatisticsView(history.total),
                frequency: history.alerts.map { row in
                    Alert(
                        alertname: row.alertname, model: row.model, statistics: AlertStatisticsView(row),
                        days: history.days(of: row).map { Day(day: $0.dayText, episodes: $0.episodes) })
                },
                leftOut: history.leftOut,
                timeline: Timeline(episodes: page.rows.map { EpisodeView($0, at: time) }, next: page.next)))
    }
}

extension AlertHistorySearch {
    /// The parameters `days`, `alertname` and `model`.
    ///
    /// - Throws: ``HTTPError`` at a number of days that is none or too high.
    init(_ request: Request, at now: Date) throws {
        let text = request.query("days") ?? "\(Self.standardDays)"
        guard let days = Int(text), (1...Self.highestDays).contains(days) else {
            throw HTTPError(.badRequest, message: "days must be a number from 1 to \(Self.highestDays)")
        }
        self.init(days: days, alertname: request.query("alertname"), model: request.query("model"), at: now)
    }
}
