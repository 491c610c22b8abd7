import Checks
import Foundation
import Testing

@testable import Monitor

/// What is written down is what the code does.
struct DocumentationTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Fixtures.packageRoot.appending(path: path), encoding: .utf8)
    }

    @Test func `the table of docs/metrics.md is the one that the code prints`() throws {
        let text = try Self.text("docs/metrics.md")
        let begin = try #require(text.firstRange(of: "<!-- begin: make docs -->\n"))
        let end = try #require(text.firstRange(of: "<!-- end: make docs -->\n"))
        #expect(
            text[begin.upperBound..<end.lowerBound] == MetricTable().formatted(as: .markdown)[...],
            "docs/metrics.md is not what the code says; run make docs")
    }

    @Test func `modelwatch metrics prints every metric`() async throws {
        for format in MetricTable.Format.allCases {
            let output = try await ChildProcess.output(
                BuiltProduct.modelwatch, ["metrics", "--format", format.rawValue])
            #expect(String(decoding: output, as: UTF8.self) == MetricTable().formatted(as: format))
        }
        for metric in MetricCatalog.all {
            #expect(MetricTable().formatted(as: .text).contains("\(metric.name)"))
            #expect(MetricTable().formatted(as: .markdown).contains("| `\(metric.name)` | \(metric.kind.rawValue) |"))
        }
    }

    @Test(arguments: ["modelwatch.yml", "modelwatch.prefect.yml", "modelwatch.reference.yml"])
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

    /// Every metric that a rule or a board asks for is one that somebody serves.
    @Test(arguments: [
        "prometheus/rules/modelwatch.rules.yml", "prometheus/rules/modelwatch.alerts.yml",
        "grafana/dashboards/model-overview.json",
    ])
    func `rules and boards use metrics that exist`(path: String) throws {
        let names = Set(MetricCatalog.all.map(\.name))
        let text = try Self.text(path)
        // A name after a colon is a recorded one.
        for match in text.matches(of: /(^|[^\w:])(modelwatch_\w+)[{\[)]/) {
            #expect(names.contains(String(match.2)), "\(path): \(match.2)")
        }
    }
}
