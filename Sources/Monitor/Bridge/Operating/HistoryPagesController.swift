import Foundation
import HTTPTypes
import Hummingbird

/// The page of the history of alerts: how often they fired, how long, and how many were false.
struct HistoryPagesController: Sendable {
    private let store: BridgeStore
    private let now: @Sendable () -> Date
    private let page: PageTemplate

    init(store: BridgeStore, now: @escaping @Sendable () -> Date, frame: PageFrame) throws {
        self.store = store
        self.now = now
        page = try PageTemplate(Self.body, in: frame)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read("history") { request, _ in try await show(request) }
    }

    private func show(_ request: Request) async throws -> Response {
        let time = now()
        let search = try AlertHistorySearch(request, at: time)
        let history = try await store.history(search)
        let timeline = try await store.episodes(search.episodes, try request.listRange())
        var values: [String: Any] = [
            "title": "History", "days": search.days, "alertname": search.alertname ?? "", "model": search.model ?? "",
            "choices": Self.choices(search), "cards": Self.cards(history.total),
            "alerts": history.alerts.map { Self.alert($0, history) }, "isEmpty": history.alerts.isEmpty,
            "episodes": timeline.rows.map { row in
                EpisodeRows.facts(of: row, at: time).merging(["bar": Self.bar(row, search, at: time)]) { $1 }
            },
        ]
        if history.leftOut > 0 { values["leftOut"] = ["count": history.leftOut] }
        values["next"] = timeline.next.map { next in
            QueryText.of([
                ("days", "\(search.days)"), ("alertname", search.alertname), ("model", search.model), ("after", next),
                ("limit", request.query("limit")),
            ])
        }
        return page.response(values)
    }

    private static func choices(_ search: AlertHistorySearch) -> [[String: Any]] {
        Set([7, 30, 90, 365, search.days]).sorted().map { ["days": $0, "isChosen": $0 == search.days] }
    }

    private static func cards(_ total: AlertStatistics) -> [[String: Any]] {
        [
            ["name": "began", "value": "\(total.episodes)"],
            ["name": "resolved", "value": "\(total.resolved)"],
            ["name": "mean time to resolution", "value": total.timeToResolution.map(SpanText.of) ?? "–"],
            ["name": "false positives", "value": rate(total)],
        ]
    }

    private static func rate(_ row: AlertStatistics) -> String {
        row.falsePositiveRate.map { "\(($0 * 1000).rounded() / 10) %" } ?? "–"
    }

    private static func alert(_ row: AlertStatistics, _ history: AlertHistory) -> [String: Any] {
        let days = history.days(of: row)
        let highest = max(1, days.map(\.episodes).max() ?? 1)
        return [
            "name": row.alertname.isEmpty ? "alert" : row.alertname, "model": row.model, "count": row.episodes,
            "resolved": row.resolved,
            "meanTime": row.timeToResolution.map(SpanText.of) ?? "–", "falsePositives": row.falsePositives,
            "rate": rate(row), "width": history.search.days, "highest": highest,
            "query": QueryText.of([
                ("days", "\(history.search.days)"), ("alertname", row.alertname),
                ("model", row.model.isEmpty ? nil : row.model),
            ]),
            "bars": days.map { day in
                [
                    "x": "\(day.day - history.search.firstDay)",
                    "y": "\(10 - 10 * Double(day.episodes) / Double(highest))",
                    "height": "\(10 * Double(day.episodes) / Double(highest))",
                ]
            },
        ]
    }

    /// Where in the period the alert fired, in hundredths of it.
    private static func bar(_ row: EpisodeRecord, _ search: AlertHistorySearch, at now: Date) -> [String: String] {
        let whole = search.period.upperBound.timeIntervalSince(search.period.lowerBound)
        let start = min(row.startsAt, row.openedAt).timeIntervalSince(search.period.lowerBound) / whole
        let length = (row.duration(at: now) ?? 0) / whole
        let left = min(max(start, 0), 1)
        let right = min(max(start + length, left + 0.005), 1)
        return ["x": "\(100 * left)", "width": "\(100 * max(right - left, 0))"]
    }

    private static let body = """
        <h1>History</h1>
        <form class="filter" method="get" action="%ROOT%/history"><label>Days <select name="days">
        {{#choices}}<option{{#isChosen}} selected{{/isChosen}}>{{days}}</option>{{/choices}}</select></label>
        <label>Alert <input name="alertname" value="{{alertname}}"></label> <label>Model <input name="model" value="{{model}}"></label>
        <button>Show</button></form>
        <div class="cards">{{#cards}}<div class="card"><b>{{value}}</b><span class="soft">{{name}}</span></div>{{/cards}}</div>
        <h2>How often</h2>
        <table><thead><tr><th>Alert</th><th>Model</th><th class="number">Began</th><th>By day</th><th class="number">Resolved</th>
        <th class="number">Mean time to resolution</th><th class="number">False positives</th></tr></thead><tbody>
        {{#alerts}}<tr><td class="labels"><a href="%ROOT%/history{{query}}"><bdi>{{name}}</bdi></a></td><td class="labels"><bdi>{{model}}</bdi></td><td class="number">{{count}}</td>
        <td class="bar"><svg viewBox="0 0 {{width}} 10" preserveAspectRatio="none" role="img" aria-label="at most {{highest}} a day">{{#bars}}<rect class="failed" x="{{x}}" y="{{y}}" width="1" height="{{height}}"></rect>{{/bars}}</svg></td>
        <td class="number">{{resolved}}</td><td class="number">{{meanTime}}</td><td class="number">{{falsePositives}} <span class="soft">{{rate}}</span></td></tr>
        {{/alerts}}{{#isEmpty}}<tr><td colspan="7" class="soft">No alert began in these {{days}} days.</td></tr>{{/isEmpty}}
        </tbody></table>
        {{#leftOut}}<p class="soft">{{count}} more are left out. Name an alert or a model to see them.</p>{{/leftOut}}
        <p class="soft">Days are those of UTC. False positives are what <a href="%ROOT%/episodes?mark=false_positive">operators marked</a>, as a share of what began.</p>
        <h2>Timeline</h2>
        <table><thead><tr><th>Began</th><th>Alert</th><th>Severity</th><th>State</th><th>Lasted</th><th>When in these days</th></tr></thead><tbody>
        {{#episodes}}<tr><td class="time"><a href="%ROOT%/episodes/{{id}}">{{starts}}</a></td><td class="labels"><bdi>{{name}}</bdi> <bdi class="soft">{{model}}</bdi></td>
        <td><span class="state {{severity}}">{{severity}}</span></td><td><span class="state {{state}}">{{state}}</span>{{#falsePositive}} <span class="soft">false positive</span>{{/falsePositive}}</td>
        <td class="time">{{lasted}}</td><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{{starts}}, {{lasted}}">{{#bar}}<rect class="failed" x="{{x}}" width="{{width}}" height="10"></rect>{{/bar}}</svg></td></tr>
        {{/episodes}}{{#isEmpty}}<tr><td colspan="6" class="soft">Nothing.</td></tr>{{/isEmpty}}
        </tbody></table>
        {{#next}}<p class="next"><a href="%ROOT%/history{{next}}">Older episodes</a></p>{{/next}}
        """
}
