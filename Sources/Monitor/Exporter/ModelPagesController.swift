import Checks
import Foundation
import Hummingbird

/// The page of the exporter: every model with its last evaluation.
struct ModelPagesController: Sendable {
    private let snapshots: SnapshotStore
    private let landing: PageTemplate

    init(snapshots: SnapshotStore, frame: PageFrame) throws {
        self.snapshots = snapshots
        landing = try PageTemplate(Self.landingBody, in: frame)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { _, _ in showLanding() }
    }

    private func showLanding() -> Response {
        let models = snapshots.current.models
        return landing.response([
            "title": "Models", "version": ProductVersion.current, "models": models.map { ModelSection($0).values },
        ])
    }

    private static let landingBody = """
        <h1>Models</h1>
        <p class="soft">Modelwatch {{version}} measures machine-learning models for Prometheus. It serves what it found at
        <a href="%ROOT%%METRICS%">%METRICS%</a>.</p>
        {{#models}}<section>
        <h2>{{name}} <span class="soft">{{version}}</span> <span class="state {{verdictClass}}">{{verdict}}</span></h2>
        <p class="soft">{{task}}{{#owner}} · owned by {{.}}{{/owner}} · {{seen}}</p>
        {{#drift}}<p>{{.}}</p>{{/drift}}
        {{#failure}}<p class="problem">{{.}}</p>{{/failure}}
        <div class="cards">{{#cards}}<div class="card"><b>{{value}}</b><span class="soft">{{name}}</span></div>{{/cards}}</div>
        {{#hasColumns}}<table><thead><tr><th>Column</th><th>Role</th><th>Test</th><th class="number">Value</th><th></th>
        <th class="number">Threshold</th><th>Verdict</th><th class="number">Missing</th><th class="number">Unexpected</th></tr></thead><tbody>
        {{#columns}}<tr><td>{{name}}</td><td>{{role}}</td><td>{{test}}</td><td class="number">{{value}}</td>
        <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{{value}} of {{threshold}}"><rect class="{{verdictClass}}" width="{{width}}" height="10"></rect><line x1="50" x2="50" y1="0" y2="10"></line></svg></td>
        <td class="number">{{threshold}}</td><td><span class="state {{verdictClass}}">{{verdict}}</span></td><td class="number">{{missing}}</td><td class="number">{{unexpected}}</td></tr>
        {{/columns}}</tbody></table>
        <p class="soft">The line in a bar is the threshold; for a p-value the bar shows its logarithm. Unexpected are current values out of the range or list that is configured, or else that the reference shows.</p>{{/hasColumns}}
        {{#hasCorrelations}}<table><thead><tr><th>Column</th><th>Other column</th><th>Correlation</th><th class="number">Reference</th>
        <th class="number">Current</th><th class="number">Change</th><th>Verdict</th></tr></thead><tbody>
        {{#correlations}}<tr><td>{{name}}</td><td>{{other}}</td><td>{{method}}</td><td class="number">{{reference}}</td><td class="number">{{current}}</td>
        <td class="number">{{change}}</td><td>{{#verdict}}<span class="state {{verdictClass}}">{{.}}</span>{{/verdict}}</td></tr>
        {{/correlations}}</tbody></table>
        <p class="soft">The pairs of columns whose correlation changed most.</p>{{/hasCorrelations}}
        {{#notes}}<p class="soft">{{.}}</p>{{/notes}}
        </section>{{/models}}
        """
}
