import HTTPTypes
import Hummingbird

/// The page of episodes: which alerts fire, and which are over.
struct EpisodePagesController: Sendable {
    private let store: BridgeStore
    private let list: PageTemplate

    init(store: BridgeStore, frame: PageFrame) throws {
        self.store = store
        list = try PageTemplate(Self.body, in: frame)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read("episodes") { request, _ in try await show(request) }
    }

    private func show(_ request: Request) async throws -> Response {
        let filter: EpisodeFilter? = try request.choice("state")
        let page = try await store.episodes(filter, try request.listRange())
        let rows: [[String: Any]] = page.rows.map { row in
            [
                "state": row.stateName, "labels": LabelText.rows(row.labels), "starts": Timestamp.text(row.startsAt),
                "seen": Timestamp.text(row.lastSeenAt), "ends": row.endsAt.map(Timestamp.text) ?? "",
                "notifications": row.notifications,
            ]
        }
        var values: [String: Any] = [
            "title": "Episodes", "episodes": rows, "isEmpty": rows.isEmpty,
            "choices": FilterChoice.rows(EpisodeFilter.allCases.map(\.rawValue), chosen: filter?.rawValue),
        ]
        values["next"] = page.next.map { next in
            QueryText.of([("state", filter?.rawValue), ("after", next), ("limit", request.query("limit"))])
        }
        return list.response(values)
    }

    private static let body = """
        <h1>Episodes</h1>
        <form class="filter" method="get" action="%ROOT%/episodes"><label>State <select name="state">
        <option value="">any</option>{{#choices}}<option{{#isChosen}} selected{{/isChosen}} value="{{name}}">{{text}}</option>{{/choices}}</select></label>
        <button>Show</button></form>
        <table><thead><tr><th>State</th><th>Alert</th><th>Began</th><th>Ended</th><th>Last heard of</th><th class="number">Notifications</th></tr></thead><tbody>
        {{#episodes}}<tr><td><span class="state {{state}}">{{state}}</span></td><td class="labels">{{#labels}}<code>{{name}}="{{value}}"</code> {{/labels}}</td>
        <td class="time">{{starts}}</td><td class="time">{{ends}}</td><td class="time">{{seen}}</td><td class="number">{{notifications}}</td></tr>
        {{/episodes}}{{#isEmpty}}<tr><td colspan="6" class="soft">No such episode.</td></tr>{{/isEmpty}}
        </tbody></table>
        {{#next}}<p class="next"><a href="%ROOT%/episodes{{next}}">Older episodes</a></p>{{/next}}
        """
}
