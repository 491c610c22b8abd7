import Checks
import Foundation
import HTTPTypes
import Testing
import TestSupport

@testable import Monitor

/// Pages of random text and numbers read back equal, and random headers get an answer. The seeds are fixed.
struct ExpositionFuzzTests {
    private static let metric = MetricDescriptor(
        "modelwatch_x_ratio", labels: ["model", "column"], help: "X \\ \" \n.")

    /// Pieces that formats and parsers trip over.
    private static let pieces = [
        "\"", "\\", "\n", "\\n", "\r", "\u{0}", "{", "}", ",", "=", "#", " ", "# EOF\n", "\"} 1\n", "é", "e\u{301}",
        "🎸",
        "\u{2028}", "\u{FEFF}", "\u{10FFFF}", "a", "le=\"1\"", "NaN", "\u{1B}[31m", String(repeating: "w", count: 300),
    ]

    private static func text(_ random: inout SplitMix64) -> String {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            // Any bytes, as a column of Arrow may hold; what is not UTF-8 is replaced on the way in.
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            return String(decoding: bytes, as: UTF8.self)
        default:
            let count = Int.random(in: 0..<8, using: &random)
            return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
    }

    private static func measurements(_ random: inout SplitMix64) -> [Checks.Measurement] {
        (0..<Int.random(in: 1..<30, using: &random)).map { _ in
            let bits = UInt64.random(in: 0...UInt64.max, using: &random)
            let value = Bool.random(using: &random) ? Double(bitPattern: bits) : Double(Int16(truncatingIfNeeded: bits))
            return Measurement(metric, [text(&random), text(&random)], value)
        }
    }

    /// What a page says of its samples.
    private static func expected(_ page: MetricsPage) -> [ParsedPage.Sample] {
        page.measurements.map { sample in
            let labels = zip(["model", "column"], sample.labels).filter { !$1.isEmpty }
            // One NaN is as good as another, and -0 is written as 0.
            let value = sample.value.isNaN ? Double.nan : sample.value == 0 ? 0 : sample.value
            return ParsedPage.Sample(
                name: sample.metric.name, labels: labels.flatMap { [Array($0.utf8), Array($1.utf8)] },
                value: value.bitPattern)
        }
    }

    @Test(arguments: [ExpositionFormat.text, .openMetrics], [1, 2, 3, 4] as [UInt64])
    func `random labels and numbers read back equal`(format: ExpositionFormat, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<150 {
            let page = MetricsPage(Self.measurements(&random))
            let parsed = try #require(ParsedPage(page.bytes(as: format)))
            #expect(parsed.samples == Self.expected(page))
        }
    }

    @Test func `a megabyte in a label is cut, and the page reads back`() throws {
        for piece in Self.pieces {
            let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
            let page = MetricsPage([
                Measurement(Self.metric, [text, "b"], 1), Measurement(Self.metric, [text + "x", ""], 2),
            ])
            let parsed = try #require(ParsedPage(page.bytes(as: .openMetrics)))
            #expect(parsed.samples == Self.expected(page))
            #expect(parsed.samples.count == 2)
            #expect(parsed.samples.allSatisfy { $0.labels.allSatisfy { $0.count <= LabelValue.mostBytes } })
        }
    }

    /// A file whose strings are no UTF-8, or end lines and labels, as columns and categories.
    @Test func `hostile data make a page that every reader takes`() async throws {
        let path = Fixtures.url("exposition/hostile.parquet").path()
        let model = try ModelConfiguration.comparing(path, path)
        var state = ModelState(model, interval: .seconds(30))
        let evaluation = try await model.evaluated()
        let runs = CheckRun.all(on: evaluation)
        state.succeed(
            evaluation, runs: runs,
            data: EvaluatedData(
                identities: BothSides(reference: nil, current: nil), of: model.definition, at: TestClock.at("22:51:00")),
            took: .zero, at: TestClock.at("22:51:00"))
        #expect(state.findings.duplicateCount == 0)
        let pages = PageCache(SnapshotStore([state]))
        let text = pages.page(.text, .identity, since: 0).body(tail: []).bytes
        let samples = try #require(ParsedPage(text)).samples
        #expect(samples.count > 200)
        let categories = samples.filter { $0.name == "modelwatch_column_category_rows" }.compactMap(\.labels.last)
        for value in ["\"", "\\", "\n", "\u{0}", "\"} 1\n# EOF\n", "f\u{FFFD}r", "🎸"] {
            #expect(categories.contains(Array(value.utf8)))
        }
        let folder = try TemporaryFolder()
        try Data(text).write(to: folder.url.appending(path: "page.txt"))
        let output = try await ChildProcess.output(
            "/bin/sh", ["-c", "promtool check metrics < \(folder.path("page.txt")) && echo good"])
        #expect(String(decoding: output, as: UTF8.self) == "good\n")
    }

    /// Many pages in one process, since starting Python takes longer than reading them.
    @Test func `the parser of the reference client reads random pages`() async throws {
        let python = Fixtures.packageRoot.appending(path: ".venv/tools/bin/python").path()
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the validators are not installed; run scripts/setup.sh tools, as make test does")
        var random = SplitMix64(seed: 5)
        let folder = try TemporaryFolder()
        var counts: [Int] = []
        for number in 0..<60 {
            let page = MetricsPage(Self.measurements(&random))
            try Data(page.bytes(as: .openMetrics)).write(to: folder.url.appending(path: "\(number).txt"))
            counts.append(page.measurements.count)
        }
        let script = """
            import json, sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
            read = lambda n: open(f"{sys.argv[1]}/{n}.txt", newline="", encoding="utf-8").read()
            print(json.dumps([sum(len(f.samples) for f in parse(read(n))) for n in range(60)]))
            """
        let output = try await ChildProcess.output(python, ["-c", script, folder.url.path()])
        #expect(try JSONDecoder().decode([Int].self, from: output) == counts)
    }

    @Test func `random headers get one of the formats`() {
        let tokens = [
            "application/openmetrics-text", "text/plain", "*/*", "application/vnd.google.protobuf", ";", ",", "=", "q",
            "q=0.5", "q=1e999", "q=-1", "version=1.0.0", "version=0.0.4", "escaping=allow-utf-8", "encoding=delimited",
            "proto=io.prometheus.client.MetricFamily", " ", "\t", "\"", "gzip", "identity", "é", "q=nan", "br;q=0",
        ]
        var random = SplitMix64(seed: 6)
        var seen: Set<ExpositionFormat> = []
        for _ in 0..<5000 {
            let header = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                tokens.randomElement(using: &random) ?? ""
            }
            .joined(separator: Bool.random(using: &random) ? "" : ";")
            let choice = ExpositionChoice([.accept: header, .acceptEncoding: header])
            seen.insert(choice.format)
            #expect(choice.contentType.hasPrefix(choice.format.contentType))
        }
        #expect(seen == Set(ExpositionFormat.allCases))
    }
}
