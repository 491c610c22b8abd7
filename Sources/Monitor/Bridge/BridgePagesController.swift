import Foundation
import HTTPTypes
import Hummingbird

/// The pages of the bridge: what it does now, and its triggers.
struct BridgePagesController: Sendable {
    private let store: BridgeStore
    private let policies: [PolicyConfiguration]
    private let landing: PageTemplate
    private let list: PageTemplate

    init(store: BridgeStore, policies: [PolicyConfiguration], frame: PageFrame) throws {
        self.store = store
        self.policies = policies
        landing = try PageTemplate(Self.landingBody, in: frame)
        list = try PageTemplate(Self.listBody, in: frame)
    }

    /// - Parameter overview: The path of the overview.
    func endpoints(overview: RouterPath) -> RouteCollection<BasicRequestContext> {
        RouteCollection()
            .read(overview) { _, _ in try await showLanding() }
            .read("triggers") { _, _ in try await showTriggers() }
    }

    private func showLanding() async throws -> Response {
        let overview = try await store.overview()
        let cards: [[String: Any]] = [
            ["name": "alerts fire", "value": overview.openEpisodes],
            ["name": "triggers wait for their engine", "value": overview.count(.held, .queued, .dispatching)],
            ["name": "runs in progress", "value": overview.count(.running)],
            ["name": "wait for approval", "value": overview.count(.awaitingApproval)],
            ["name": "succeeded", "value": overview.count(.succeeded)],
            ["name": "failed, dead or lost", "value": overview.count(.failed, .dead, .lost)],
        ]
        let rows: [[String: Any]] = policies.map { policy in
            [
                "name": policy.name, "matchers": policy.matchers.map(\.description), "engine": policy.engine.name,
                "mode": policy.mode.rawValue,
            ]
        }
        let last = overview.lastDelivery.map(Timestamp.text) ?? "none yet"
        return landing.response([
            "title": "Overview", "version": ProductVersion.current, "cards": cards, "policies": rows, "last": last,
        ])
    }

    private func showTriggers() async throws -> Response {
        let rows = try await store.triggers().map(Self.row)
        return list.response(["title": "Triggers", "triggers": rows, "isEmpty": rows.isEmpty])
    }

    /// A value that is absent must not be a key at all: to the template an empty optional is something.
    private static func row(_ trigger: TriggerRecord) -> [String: Any] {
        var row: [String: Any] = [
            "created": Timestamp.text(trigger.createdAt), "policy": trigger.policy, "subject": trigger.subject,
            "state": trigger.state.rawValue, "reason": trigger.reason, "engine": trigger.engine,
            "alert": trigger.request.parameters["alert"] ?? "", "value": trigger.request.parameters["value"] ?? "",
            "id": trigger.id,
        ]
        row["run"] = trigger.runUrl.map { ["url": $0] }
        return row
    }

    private static let landingBody = """
        <h1>Overview</h1>
        <p class="soft">Modelwatch {{version}} takes alerts from Alertmanager and starts retrainings.</p>
        <div class="cards">{{#cards}}<div class="card"><b>{{value}}</b><span class="soft">{{name}}</span></div>{{/cards}}</div>
        <table><thead><tr><th>Policy</th><th>Matches</th><th>Engine</th><th>Mode</th></tr></thead><tbody>
        {{#policies}}<tr><td>{{name}}</td><td>{{#matchers}}<code>{{.}}</code> {{/matchers}}</td><td>{{engine}}</td><td>{{mode}}</td></tr>
        {{/policies}}{{^policies}}<tr><td colspan="4" class="soft">No policy is configured: alerts are stored, nothing is retrained.</td></tr>{{/policies}}
        </tbody></table>
        <p class="soft">Last delivery: {{last}}. Alertmanager sends to <code>POST /trigger</code>.</p>
        """

    private static let listBody = """
        <h1>Triggers</h1>
        <table><thead><tr><th>Decided</th><th>State</th><th>Subject</th><th>Alert</th><th>Value</th><th>Policy</th><th>Engine</th><th>Run</th></tr></thead><tbody>
        {{#triggers}}<tr><td class="time">{{created}}</td><td><span class="state {{state}}">{{state}}</span><br><span class="soft">{{reason}}</span></td>
        <td>{{subject}}</td><td>{{alert}}</td><td>{{value}}</td><td>{{policy}}</td><td>{{engine}}</td>
        <td>{{#run}}<a href="{{url}}" rel="noreferrer">run</a> {{/run}}<a href="%ROOT%/api/v1/triggers/{{id}}">history</a></td></tr>
        {{/triggers}}{{#isEmpty}}<tr><td colspan="8" class="soft">No retraining was decided yet.</td></tr>{{/isEmpty}}
        </tbody></table>
        """
}
