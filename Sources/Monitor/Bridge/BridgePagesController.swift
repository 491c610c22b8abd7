import Foundation
import HTTPTypes
import Hummingbird

/// The first page of the bridge: what it does now.
struct BridgePagesController: Sendable {
    private let store: BridgeStore
    private let configurations: ConfigurationStore
    private let landing: PageTemplate

    init(store: BridgeStore, configurations: ConfigurationStore, frame: PageFrame) throws {
        self.store = store
        self.configurations = configurations
        landing = try PageTemplate(Self.landingBody, in: frame)
    }

    /// - Parameter overview: The path of the overview.
    func endpoints(overview: RouterPath) -> RouteCollection<BasicRequestContext> {
        RouteCollection().read(overview) { _, _ in try await showLanding() }
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
        let rows: [[String: Any]] = configurations.current.policies.map { policy in
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
}
