import HTTPTypes
import Hummingbird

/// The pages of episodes: which alerts fire, who looks after them, and which are over.
struct EpisodePagesController: Sendable {
    private let decisions: EpisodeDecisions
    private let operators: OperatorDirectory
    private let counters: BridgeCounters
    private let list: PageTemplate
    private let one: PageTemplate
    private let problem: ProblemPage
    private let root: String

    init(
        decisions: EpisodeDecisions, operators: OperatorDirectory, counters: BridgeCounters, frame: PageFrame
    ) throws {
        self.decisions = decisions
        self.operators = operators
        self.counters = counters
        list = try PageTemplate(Self.listBody, in: frame)
        one = try PageTemplate(Self.oneBody, in: frame)
        problem = try ProblemPage(in: frame)
        root = frame.root
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection<BasicRequestContext>()
            .read("episodes") { request, _ in try await showList(request) }
            .read("episodes/:id") { request, context in try await show(context.parameters.require("id"), to: request) }
            .actions(on: "episodes/:id", countedBy: counters) { action, id, request in
                try await problem.explaining { try await perform(action, on: id, request) }
            }
    }

    private func showList(_ request: Request) async throws -> Response {
        let search = try EpisodeSearch(request)
        let page = try await decisions.store.episodes(search, try request.listRange())
        let session = try await operators.session(of: request)
        let now = decisions.now()
        let rows = page.rows.map { row in
            var facts = EpisodeRows.facts(of: row, at: now)
            let canAcknowledge = row.review.possible(isOpen: row.state.isOpen).contains(.acknowledge)
            if session != nil, canAcknowledge { facts["button"] = ["action": EpisodeAction.acknowledge.rawValue] }
            return facts
        }
        var values: [String: Any] = [
            "title": "Episodes", "episodes": rows, "isEmpty": rows.isEmpty, "cards": try await cards(),
            "alertname": search.alertname ?? "", "model": search.model ?? "",
            "states": FilterChoice.rows(EpisodeFilter.allCases.map(\.rawValue), chosen: search.state?.rawValue),
            "severities": FilterChoice.rows(AlertSeverity.allCases.map(\.rawValue), chosen: search.severity?.rawValue),
            "marks": FilterChoice.rows(EpisodeMark.allCases.map(\.rawValue), chosen: search.mark?.rawValue),
        ]
        values["form"] = session.map { ["token": operators.formToken(of: $0)] }
        values["next"] = page.next.map { next in
            QueryText.of([
                ("state", search.state?.rawValue), ("severity", search.severity?.rawValue),
                ("mark", search.mark?.rawValue), ("alertname", search.alertname), ("model", search.model),
                ("after", next), ("limit", request.query("limit")),
            ])
        }
        return list.response(values, isKept: session == nil)
    }

    /// How many fire of each severity, and how many of all nobody looks after.
    private func cards() async throws -> [[String: Any]] {
        let overview = try await decisions.store.overview()
        let severities = AlertSeverity.allCases.map { severity in
            [
                "name": severity.rawValue, "query": QueryText.of([("state", "open"), ("severity", severity.rawValue)]),
                "value": overview.open.first { $0.severity == severity }?.count ?? 0,
            ] as [String: Any]
        }
        let unattended: [String: Any] = [
            "name": "not acknowledged", "query": QueryText.of([("state", "open"), ("mark", "unacknowledged")]),
            "value": overview.openEpisodes - overview.acknowledgedEpisodes,
        ]
        return severities + [unattended]
    }

    private func show(_ id: String, to request: Request) async throws -> Response {
        let detail = try await decisions.detail(id)
        let episode = detail.episode
        var values = EpisodeRows.facts(of: episode, at: decisions.now())
        values["title"] = "Episode"
        values["fingerprint"] = episode.fingerprint
        values["history"] = QueryText.of([
            ("alertname", episode.alertname), ("model", episode.model.isEmpty ? nil : episode.model),
        ])
        values["annotations"] = TextMapping.read(episode.annotations).sorted { $0.key < $1.key }.map(Self.annotation)
        values["source"] = WebLink.safe(episode.generatorUrl).map { ["url": $0] }
        values["events"] = detail.events.map { row in
            ["at": Timestamp.text(row.at), "what": row.action.past, "actor": row.actor, "reason": row.reason]
        }
        values["hasEvents"] = !detail.events.isEmpty
        values["triggers"] = detail.triggers.map { row in
            [
                "id": row.id, "at": Timestamp.text(row.createdAt), "state": row.state.rawValue,
                "stateText": row.state.rawValue.replacing("_", with: " "), "policy": row.policy, "subject": row.subject,
            ]
        }
        let actions = episode.review.possible(isOpen: episode.state.isOpen)
        if let session = try await operators.session(of: request) {
            values["form"] = [
                "actions": actions.map { ["action": $0.rawValue, "title": $0.title] },
                "token": operators.formToken(of: session), "name": session.name,
            ]
        } else {
            values["offer"] = [
                "actions": actions.map { $0.rawValue.replacing("-", with: " ") }.joined(separator: ", ")
            ]
        }
        return one.response(values, isKept: false)
    }

    private static func annotation(_ name: String, _ value: String) -> [String: Any] {
        var row: [String: Any] = ["name": name]
        if let url = WebLink.safe(value) { row["link"] = ["url": url] } else { row["text"] = ["value": value] }
        return row
    }

    private struct Decision: Decodable {
        let reason: String?
    }

    private func perform(_ action: EpisodeAction, on id: String, _ request: Request) async throws -> Response {
        let (author, form) = try await operators.form(Decision.self, of: request)
        _ = try await decisions.perform(action, on: id, by: author, reason: form.reason ?? "")
        return .redirect(to: "\(root)/episodes/\(QueryText.encoded(id))", type: .normal)
    }
}

extension EpisodePagesController {
    private static let listBody = """
        <h1>Episodes</h1>
        <div class="cards">{{#cards}}<a class="card" href="%ROOT%/episodes{{query}}"><b>{{value}}</b><span class="soft">{{name}}</span></a>{{/cards}}</div>
        <form class="filter" method="get" action="%ROOT%/episodes"><label>State <select name="state">
        <option value="">any</option>{{#states}}<option{{#isChosen}} selected{{/isChosen}} value="{{name}}">{{text}}</option>{{/states}}</select></label>
        <label>Severity <select name="severity">
        <option value="">any</option>{{#severities}}<option{{#isChosen}} selected{{/isChosen}} value="{{name}}">{{text}}</option>{{/severities}}</select></label>
        <label>Marked <select name="mark">
        <option value="">any</option>{{#marks}}<option{{#isChosen}} selected{{/isChosen}} value="{{name}}">{{text}}</option>{{/marks}}</select></label>
        <label>Alert <input name="alertname" value="{{alertname}}"></label> <label>Model <input name="model" value="{{model}}"></label>
        <button>Show</button></form>
        {{#form}}<form class="rows" method="post"><input type="hidden" name="form_token" value="{{token}}">{{/form}}
        <table><thead><tr><th>Severity</th><th>State</th><th>Alert</th><th>Began</th><th>Lasted</th><th>Acknowledged</th><th class="number">Notifications</th></tr></thead><tbody>
        {{#episodes}}<tr><td><span class="state {{severity}}">{{severity}}</span></td>
        <td><span class="state {{state}}">{{state}}</span>{{#falsePositive}}<br><span class="soft">false positive</span>{{/falsePositive}}</td>
        <td class="labels"><a href="%ROOT%/episodes/{{id}}"><bdi>{{name}}</bdi></a><div>{{#labels}}<code>{{name}}="{{value}}"</code> {{/labels}}</div></td>
        <td class="time">{{starts}}</td><td class="time">{{lasted}}</td>
        <td>{{#acknowledged}}{{by}}<br><span class="soft">{{at}}</span>{{/acknowledged}}{{#button}}<button formaction="%ROOT%/episodes/{{id}}/{{action}}" aria-label="Acknowledge {{name}} {{model}}">Acknowledge</button>{{/button}}</td>
        <td class="number">{{notifications}}</td></tr>
        {{/episodes}}{{#isEmpty}}<tr><td colspan="7" class="soft">No such episode.</td></tr>{{/isEmpty}}
        </tbody></table>{{#form}}</form>{{/form}}
        {{#next}}<p class="next"><a href="%ROOT%/episodes{{next}}">Older episodes</a></p>{{/next}}
        """

    private static let oneBody = """
        <h1><bdi>{{name}}</bdi> <span class="state {{severity}}">{{severity}}</span> <span class="state {{state}}">{{state}}</span></h1>
        {{#form}}<form class="decision" method="post"><input type="hidden" name="form_token" value="{{token}}">
        <label>Reason <input name="reason" maxlength="500" placeholder="for the audit trail"></label>
        {{#actions}}<button formaction="%ROOT%/episodes/{{id}}/{{action}}">{{title}}</button> {{/actions}}
        <span class="soft">Signed in as {{name}}.</span></form>{{/form}}
        {{#offer}}<p class="soft"><a href="%ROOT%/sign-in">Sign in</a> to {{actions}}.</p>{{/offer}}
        <dl><dt>Began</dt><dd>{{starts}}</dd>{{#ends}}<dt>Ended</dt><dd>{{.}}</dd>{{/ends}}
        {{#lasted}}<dt>Lasted</dt><dd>{{.}}</dd>{{/lasted}}<dt>Last heard of</dt><dd>{{seen}}</dd><dt>Notifications</dt><dd>{{notifications}}</dd>
        {{#acknowledged}}<dt>Acknowledged</dt><dd>{{by}}, {{at}}</dd>{{/acknowledged}}
        {{#falsePositive}}<dt>False positive</dt><dd>{{by}}, {{at}}</dd>{{/falsePositive}}
        <dt>Labels</dt><dd class="labels">{{#labels}}<code>{{name}}="{{value}}"</code> {{/labels}}</dd>
        <dt>Fingerprint</dt><dd><code>{{fingerprint}}</code></dd>{{#source}}<dt>Source</dt><dd><a href="{{url}}" rel="noreferrer">expression</a></dd>{{/source}}</dl>
        <p><a href="%ROOT%/history{{history}}">How often it fires</a></p>
        <h2>What the alert says</h2>
        <table class="facts"><tbody>{{#annotations}}<tr><th>{{name}}</th><td>{{#link}}<a href="{{url}}" rel="noreferrer">{{url}}</a>{{/link}}{{#text}}{{value}}{{/text}}</td></tr>
        {{/annotations}}{{^annotations}}<tr><td class="soft">It has no annotations.</td></tr>{{/annotations}}</tbody></table>
        {{#hasEvents}}<h2>What operators said</h2>
        <table><thead><tr><th>When</th><th>What</th><th>By</th><th>Why</th></tr></thead><tbody>
        {{#events}}<tr><td class="time">{{at}}</td><td>{{what}}</td><td>{{actor}}</td><td>{{reason}}</td></tr>{{/events}}
        </tbody></table>{{/hasEvents}}
        <h2>Triggers behind which it stands</h2>
        <table><thead><tr><th>Decided</th><th>State</th><th>Subject</th><th>Policy</th></tr></thead><tbody>
        {{#triggers}}<tr><td class="time"><a href="%ROOT%/triggers/{{id}}">{{at}}</a></td><td><span class="state {{state}}">{{stateText}}</span></td><td>{{subject}}</td><td>{{policy}}</td></tr>
        {{/triggers}}{{^triggers}}<tr><td colspan="4" class="soft">None. Its deliveries tell why.</td></tr>{{/triggers}}
        </tbody></table>
        """
}
