import Checks
import Foundation
import Testing

@testable import Monitor

/// What is written down is what the code does.
struct DocumentationTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Fixtures.packageRoot.appending(path: path), encoding: .utf8)
    }

    @Test(arguments: MetricCatalog.all)
    func `a metric stands in docs/metrics.md as it is in the code`(metric: MetricDescriptor) throws {
        let row = try #require(
            try Self.text("docs/metrics.md").split(separator: "\n").first { $0.hasPrefix("| `\(metric.name)` |") },
            "docs/metrics.md lacks \(metric.name)")
        #expect(row.contains("| \(metric.kind.rawValue) |"))
        #expect(row.contains(metric.help))
        for label in metric.labels { #expect(row.contains("`\(label)`")) }
    }

    @Test func `docs/metrics.md has no metric that the code lacks`() throws {
        let names = Set(MetricCatalog.all.map(\.name))
        let documented = try Self.text("docs/metrics.md").matches(of: /\n\| `(\w+_\w+)` \| (?:gauge|counter|info)/)
        for match in documented { #expect(names.contains(String(match.1)), "\(match.1)") }
        #expect(documented.count == names.count)
    }

    @Test(arguments: [
        "modelwatch.yml", "modelwatch.prefect.yml", "modelwatch.reference.yml", "monitoring/modelwatch.yml",
        "examples/showcase/modelwatch.yml", "deploy/kubernetes/modelwatch.yml",
    ])
    func `a shipped configuration has no mistake`(name: String) throws {
        let configuration = try Configuration(file: Fixtures.packageRoot.appending(path: name).path())
        #expect(!configuration.models.isEmpty)
        #expect(!configuration.policies.isEmpty)
    }

    @Test func `every flag of check stands in docs/check.md`() async throws {
        let help = String(
            decoding: try await ChildProcess.output(BuiltProduct.modelwatch, ["check", "--help"]), as: UTF8.self)
        let flags = Set(help.matches(of: /\n  (--[a-z.\-]+)/).map { String($0.1) }).subtracting(["--version"])
        let text = try Self.text("docs/check.md")
        for flag in flags { #expect(text.contains("`\(flag)"), "\(flag)") }
        #expect(flags.isSuperset(of: ["--task", "--method", "--cache", "--config.file"]))
        #expect(flags.count > 20)
    }

    /// Metrics that rules and boards already ask for and that are still to come.
    private static let pending: Set<String> = [
        "modelwatch_config_file_valid", "modelwatch_config_last_reload_success_timestamp_seconds",
        "modelwatch_config_last_reload_successful", "modelwatch_dataset_window_complete",
        "modelwatch_evaluation_expired", "modelwatch_evaluation_hung",
        "modelwatch_evaluation_timeouts_total", "modelwatch_segment_accuracy",
        "modelwatch_segment_drift_detected", "modelwatch_segment_drift_score",
        "modelwatch_segment_rows", "modelwatch_series_dropped_total",
    ]

    /// Every metric that a rule, a board or a runbook asks for is one that somebody serves.
    @Test(arguments: [
        "prometheus/rules", "prometheus/thresholds", "grafana/dashboards", "grafana/provisioning", "docs/runbooks",
    ])
    func `rules, boards and runbooks use metrics that exist`(folder: String) throws {
        let names = Set(MetricCatalog.all.map(\.name)).union(Self.pending)
        let paths = try FileManager.default.subpathsOfDirectory(
            atPath: Fixtures.packageRoot.appending(path: folder).path())
        let files = paths.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".json") || $0.hasSuffix(".md") }
        #expect(!files.isEmpty)
        for file in files {
            // A name beside a colon is a recorded one, and one that ends in an underscore is part of a pattern.
            for match in try Self.text("\(folder)/\(file)").matches(of: /(?:^|[^\w:])(modelwatch_\w*[a-z0-9])(?![\w:])/)
            {
                #expect(names.contains(String(match.1)), "\(folder)/\(file): \(match.1)")
            }
        }
    }
}
