import Checks
import Foundation
import NIOCore
import Testing
import TestSupport

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

    @Test func `every flag of a server stands in docs/http.md`() async throws {
        let text = try Self.text("docs/http.md")
        for role in ["exporter", "bridge", "serve"] {
            let help = String(
                decoding: try await ChildProcess.output(BuiltProduct.modelwatch, [role, "--help"]), as: UTF8.self)
            let flags = help.matches(of: /\n  (--(?:web|insecure)[a-z.\-]+)/).map { String($0.1) }
            for flag in flags { #expect(text.contains("| `\(flag)` |"), "\(flag)") }
            #expect(flags.count == 9)
        }
    }

    @Test func `the web configuration in docs/http.md is one`() throws {
        let text = try Self.text("docs/http.md")
        let block = try #require(text.firstMatch(of: /```yaml\n(tls_server_config:[\s\S]*?)```/)).1
        let folder = try TemporaryFolder()
        let web = try WebConfiguration(file: folder.write(String(block), to: "web.yml"))
        #expect(web.tls?.authenticates == true)
        #expect(web.users.count == 1)
        #expect(web.http.headers.count == 5)
        #expect(web.rateLimit != nil && web.access.openPaths.count == 2)
        for limit in ["10 s", "30 s", "5 min", "64 kB"] { #expect(text.contains("| \(limit) |")) }
        let limits = ConnectionLimits()
        #expect(limits.head == .seconds(10) && limits.body == .seconds(30) && limits.idle == .minutes(5))
        #expect(limits.headerBytes == 64 << 10 && limits.drain == .seconds(30))
    }

    /// Every metric that a rule, a board or a runbook asks for is one that somebody serves.
    @Test(arguments: [
        "prometheus/rules", "prometheus/thresholds", "grafana/dashboards", "grafana/provisioning", "docs/runbooks",
    ])
    func `rules, boards and runbooks use metrics that exist`(folder: String) throws {
        let histograms = MetricCatalog.all.filter { $0.kind == .histogram }.map(\.name)
        let series = histograms.flatMap { name in ["_bucket", "_sum", "_count"].map { name + $0 } }
        let names = Set(MetricCatalog.all.map(\.name) + series)
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
