import Checks
import Testing

@testable import Monitor

struct VerdictConfigurationTests {
    private static func policy(_ verdict: String, prometheus: String = "") throws -> PolicyConfiguration {
        let text = """
            \(prometheus)
            policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}, verdict: \(verdict)}]
            """
        return try #require(try Configuration(text: text).policies.first)
    }

    private static let goal = "metrics: [{name: accuracy, direction: higher, min_improvement: 0.01}]"

    @Test func `what is not said has its default`() throws {
        let verdict = try #require(
            try Self.policy("{\(Self.goal), registry: {mlflow: {url: 'http://localhost:5000/'}}}").verdict)
        let mlflow = try #require(verdict.mlflow)
        #expect(mlflow.url == "http://localhost:5000")
        #expect(mlflow.champion == "champion" && mlflow.previousChampion == "previous_champion")
        #expect(mlflow.output == "model_version" && mlflow.tag == "modelwatch.trigger")
        #expect(mlflow.timeout == .seconds(10) && mlflow.model == nil)
        #expect(verdict.promotion == .none && verdict.rollsBack && verdict.watch == nil)
        #expect(verdict.registryGrace == .seconds(600))
        #expect(verdict.rules.metrics == [MetricRule("accuracy", .higher, minimumImprovement: 0.01)])
        #expect(
            try Configuration(text: "policies: [{name: p, match: [a=b], engine: {command: {argv: [x]}}}]")
                .policies.first?.verdict == nil)
    }

    @Test func `everything that can be said is read`() throws {
        let verdict = try #require(
            try Self.policy(
                """
                {metrics: [{name: auc, direction: higher, min_improvement: 0.5, relative: true, limit: 0.7},
                   {name: 'auc_*', max_regression: 0.02}, {name: loss, direction: lower}],
                 min_rows: {name: rows, count: 100}, dataset_hash: digest,
                 registry: {mlflow: {url: 'http://h', model: 'm-{{ labels.model }}', champion: live, previous_champion: old,
                   challenger: {output: version, tag: key}, authorization: {credentials: t}}},
                 promote: {webhook: {url: 'http://h/promote'}}, registry_grace: 1m, rollback: false,
                 watch: {query: up, labels: {model: '{{ labels.model }}'}, for: 1m, window: 2h, interval: 5s},
                 reference: {command: {argv: [/bin/true]}}}
                """, prometheus: "prometheus: {url: 'http://localhost:9090'}"
            ).verdict)
        #expect(verdict.rules.metrics.map(\.name.text) == ["auc", "auc_*", "loss"])
        #expect(verdict.rules.metrics.map(\.direction) == [.higher, .higher, .lower])
        #expect(verdict.rules.metrics[0].limit == 0.7 && verdict.rules.metrics[0].isRelative)
        #expect(verdict.rules.minimumRows == .init(name: "rows", count: 100))
        #expect(verdict.rules.datasetHash == "digest" && !verdict.rollsBack)
        guard case .hook(.webhook(let webhook)) = verdict.promotion else {
            Issue.record("expected a webhook")
            return
        }
        #expect(webhook.url == "http://h/promote")
        #expect(verdict.watch?.hold == .seconds(60) && verdict.watch?.window == .seconds(7200))
        #expect(verdict.watch?.labels["model"]?.rendered(["model": "x"]) == "x")
        guard case .command? = verdict.reference else {
            Issue.record("expected a command")
            return
        }
    }

    @Test(arguments: [
        ("{}", "\"metrics\" must hold a metric with min_improvement"),
        ("{metrics: [{name: a}]}", "\"metrics\" must hold a metric with min_improvement"),
        ("{metrics: [{name: 'a*', min_improvement: 1}]}", "can have min_improvement only for one metric"),
        ("{metrics: [{name: a, min_improvement: -1}]}", "needs a min_improvement of 0 or more"),
        ("{metrics: [{name: a, direction: up}]}", "\"direction\" must be one of higher, lower"),
        ("{GOAL, promote: alias}", "\"promote\" can be alias only with a registry"),
        ("{GOAL, promote: both}", "\"promote\" must be none, alias, or a mapping with webhook or command"),
        ("{GOAL, promote: {webhook: {url: ftp://x}}}", "\"url\" must be a URL"),
        ("{GOAL, watch: {query: up}}", "\"watch\" has nothing to watch where promote is none"),
        (
            "{GOAL, promote: {webhook: {url: 'http://h'}}, reference: {command: {argv: [x]}}}",
            "\"reference\" needs a watch"
        ),
        ("{GOAL, promote: {webhook: {url: 'http://h'}}, watch: {query: up}}", "needs the section prometheus"),
        ("{GOAL, min_rows: {name: rows, count: 0}}", "\"count\" must be at least 1"),
        ("{GOAL, registry: {}}", "\"registry\" must hold exactly one of mlflow"),
        ("{GOAL, registry: {mlflow: {url: 'http://h', previous_champion: champion}}}", "must differ from champion"),
        ("{GOAL, thresholds: 1}", "unknown key \"thresholds\""),
    ])
    func `a mistake is told`(verdict: String, message: String) {
        let text = verdict.replacing("GOAL", with: Self.goal)
        let error = #expect(throws: InvalidConfiguration.self) { try Self.policy(text) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "no error")")
    }
}
