import Foundation
import HTTPTypes
import Hummingbird

/// The pages of triggers, with what operators can do.
struct TriggerPagesController: Sendable {
    private let store: BridgeStore
    private let decisions: OperatorDecisions
    private let operators: OperatorDirectory
    private let counters: BridgeCounters
    private let list: PageTemplate
    private let one: PageTemplate
    private let problem: ProblemPage
    private let root: String

    init(
        store: BridgeStore, decisions: OperatorDecisions, operators: OperatorDirectory, counters: BridgeCounters,
        frame: PageFrame
    ) throws {
        self.store = store
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
            .read("triggers") { request, _ in try await showList(request) }
            .read("triggers/:id") { request, context in try await show(context.parameters.require("id"), to: request) }
            .actions(on: "triggers/:id", countedBy: counters) { action, id, request in
                try await problem.explaining { try await perform(action, on: id, request) }
            }
    }

    private func showList(_ request: Request) async throws -> Response {
        let filter = try TriggerFilter(request)
        let page = try await store.triggers(filter, try request.listRange())
        let rows = page.rows.map(Self.row)
        var values: [String: Any] = [
            "title": "Triggers", "triggers": rows, "isEmpty": rows.isEmpty, "policy": filter.policy ?? "",
            "subject": filter.subject ?? "",
            "choices": FilterChoice.rows(TriggerState.allCases.map(\.rawValue), chosen: filter.state?.rawValue),
        ]
        values["next"] = page.next.map { next in
            QueryText.of([
                ("state", filter.state?.rawValue), ("policy", filter.policy), ("subject", filter.subject),
                ("after", next), ("limit", request.query("limit")),
            ])
        }
        return list.response(values)
    }

    private static func row(_ trigger: TriggerRecord) -> [String: Any] {
        facts(of: trigger).merging([
            "alert": trigger.request.parameters["alert"] ?? "", "value": trigger.request.parameters["value"] ?? "",
        ]) { first, _ in first }
    }

    /// A value that is absent must not be a key at all: to the template an empty optional is something.
    private static func facts(of trigger: TriggerRecord) -> [String: Any] {
        var facts: [String: Any] = [
            "id": trigger.id, "created": Timestamp.text(trigger.createdAt), "policy": trigger.policy,
            "subject": trigger.subject, "state": trigger.state.rawValue, "stateText": trigger.state.text,
            "reason": trigger.reason, "engine": trigger.engine,
        ]
        facts["run"] = WebLink.safe(trigger.runUrl).map { ["url": $0] }
        return facts
    }

    private func show(_ id: String, to request: Request) async throws -> Response {
        guard let history = try await store.trigger(id) else { throw HTTPError(.notFound, message: "no trigger \(id)") }
        let trigger = history.trigger
        var values = Self.facts(of: trigger)
        values["title"] = "Trigger"
        values["key"] = trigger.key
        values["attempts"] = trigger.attempts
        values["cost"] = SpendShortage.units(trigger.cost)
        values["finished"] = trigger.finishedAt.map { ["at": Timestamp.text($0)] }
        values["runId"] = trigger.runId.map { ["id": $0] }
        values["versions"] = RegistryLink.rows(of: trigger, decisions.workshop.policy(of: trigger))
        values["transitions"] = history.transitions.map(Self.step)
        values["evidence"] = history.evidence.map(Self.evidence)
        values["parameters"] = trigger.request.parameters.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
            ["name": $0.key, "value": $0.value]
        }
        let actions = decisions.possible(for: trigger).map { ["action": $0.rawValue, "name": $0.rawValue.capitalized] }
        let session = try await operators.session(of: request)
        if !actions.isEmpty, let session {
            values["form"] = ["actions": actions, "token": operators.formToken(of: session), "name": session.name]
        } else if !actions.isEmpty {
            values["offer"] = ["actions": actions.compactMap { $0["action"] }.joined(separator: ", ")]
        }
        return one.response(values, isKept: false)
    }

    private static func step(_ row: TransitionRecord) -> [String: Any] {
        var values: [String: Any] = [
            "at": Timestamp.text(row.at), "to": row.toState.rawValue, "toText": row.toState.text, "actor": row.actor,
            "reason": row.reason,
        ]
        values["from"] = row.fromState.map { ["text": $0.text] }
        values["inputs"] = TextMapping.read(row.evidence).filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
            ["name": $0.key, "value": $0.value]
        }
        return values
    }

    private static func evidence(_ row: EpisodeRecord) -> [String: Any] {
        [
            "state": row.stateName, "labels": LabelText.rows(row.labels), "starts": Timestamp.text(row.startsAt),
            "ends": row.endsAt.map(Timestamp.text) ?? "", "notifications": row.notifications,
        ]
    }

    private struct Decision: Decodable {
        let reason: String
    }

    private func perform(_ action: TriggerAction, on id: String, _ request: Request) async throws -> Response {
        let (author, form) = try await operators.form(Decision.self, of: request)
        _ = try await decisions.perform(action, on: id, by: author, reason: form.reason)
        return .redirect(to: "\(root)/triggers/\(id)", type: .normal)
    }
}

extension TriggerPagesController {
    private static let listBody = """
        <h1>Triggers</h1>
        <form class="filter" method="get" action="%ROOT%/triggers"><label>State <select name="state">
        <option value="">any</option>{{#choices}}<option{{#isChosen}} selected{{/isChosen}} value="{{name}}">{{text}}</option>{{/choices}}</select></label>
        <label>Policy <input name="policy" value="{{policy}}"></label> <label>Subject <input name="subject" value="{{subject}}"></label>
        <button>Show</button></form>
        <table><thead><tr><th>Decided</th><th>State</th><th>Subject</th><th>Alert</th><th>Value</th><th>Policy</th><th>Engine</th><th>Run</th></tr></thead><tbody>
        {{#triggers}}<tr><td class="time"><a href="%ROOT%/triggers/{{id}}">{{created}}</a></td>
        <td><span class="state {{state}}">{{stateText}}</span><br><span class="soft">{{reason}}</span></td>
        <td>{{subject}}</td><td>{{alert}}</td><td>{{value}}</td><td>{{policy}}</td><td>{{engine}}</td>
        <td>{{#run}}<a href="{{url}}" rel="noreferrer">run</a>{{/run}}</td></tr>
        {{/triggers}}{{#isEmpty}}<tr><td colspan="8" class="soft">No such trigger.</td></tr>{{/isEmpty}}
        </tbody></table>
        {{#next}}<p class="next"><a href="%ROOT%/triggers{{next}}">Older triggers</a></p>{{/next}}
        """

    private static let oneBody = """
        <h1>{{subject}} <span class="state {{state}}">{{stateText}}</span></h1>
        <p>{{reason}}</p>
        {{#form}}<form class="decision" method="post"><input type="hidden" name="form_token" value="{{token}}">
        <label>Reason <input name="reason" maxlength="500" placeholder="for the audit trail"></label>
        {{#actions}}<button formaction="%ROOT%/triggers/{{id}}/{{action}}" class="{{action}}">{{name}}</button> {{/actions}}
        <span class="soft">Signed in as {{name}}.</span></form>{{/form}}
        {{#offer}}<p class="soft"><a href="%ROOT%/sign-in">Sign in</a> to {{actions}}.</p>{{/offer}}
        <dl><dt>Decided</dt><dd>{{created}}</dd>{{#finished}}<dt>Ended</dt><dd>{{at}}</dd>{{/finished}}
        <dt>Policy</dt><dd>{{policy}}</dd><dt>Engine</dt><dd>{{engine}}</dd><dt>Starts tried</dt><dd>{{attempts}}</dd>
        <dt>Cost</dt><dd>{{cost}}</dd>
        {{#runId}}<dt>Run</dt><dd>{{#run}}<a href="{{url}}" rel="noreferrer">{{/run}}{{id}}{{#run}}</a>{{/run}}</dd>{{/runId}}
        {{#versions}}<dt>{{role}}</dt><dd>{{#page}}<a href="{{url}}" rel="noreferrer">{{/page}}version {{version}}{{#page}}</a>{{/page}}</dd>{{/versions}}
        <dt>Key</dt><dd><code>{{key}}</code></dd></dl>
        <h2>Timeline</h2>
        <table><thead><tr><th>When</th><th>To</th><th>By</th><th>Why</th></tr></thead><tbody>
        {{#transitions}}<tr><td class="time">{{at}}</td><td>{{#from}}<span class="soft">{{text}} →</span> {{/from}}<span class="state {{to}}">{{toText}}</span></td>
        <td>{{actor}}</td><td>{{reason}}<div class="labels">{{#inputs}}<code>{{name}}="{{value}}"</code> {{/inputs}}</div></td></tr>{{/transitions}}
        </tbody></table>
        <h2>Alerts behind it</h2>
        <table><thead><tr><th>State</th><th>Alert</th><th>Began</th><th>Ended</th><th class="number">Notifications</th></tr></thead><tbody>
        {{#evidence}}<tr><td><span class="state {{state}}">{{state}}</span></td><td class="labels">{{#labels}}<code>{{name}}="{{value}}"</code> {{/labels}}</td>
        <td class="time">{{starts}}</td><td class="time">{{ends}}</td><td class="number">{{notifications}}</td></tr>{{/evidence}}
        </tbody></table>
        <h2>What the engine is told</h2>
        <table class="facts"><tbody>{{#parameters}}<tr><th>{{name}}</th><td>{{value}}</td></tr>{{/parameters}}</tbody></table>
        """
}

extension TriggerState {
    /// The state for people.
    fileprivate var text: String { rawValue.replacing("_", with: " ") }
}
