import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

struct ExpositionTests {
    private static let gauge = MetricDescriptor(
        "modelwatch_b_seconds", unit: "seconds", labels: ["model", "column"], help: "A \\ and a \" and\na line.")
    private static let counter = MetricDescriptor("modelwatch_a_total", .counter, help: "Counts.")
    private static let info = MetricDescriptor("modelwatch_c_info", .info, labels: ["version"], help: "Says.")

    private static let page = MetricsPage([
        Measurement(info, ["1.0"], 1), Measurement(gauge, ["m", "z"], 0.25), Measurement(counter, [], 3),
        Measurement(gauge, ["m", "a"], .nan), Measurement(gauge, ["", ""], -.infinity),
    ])

    @Test func `the text format is as documented`() {
        #expect(
            Self.page.encoded(as: .text) == #"""
                # HELP modelwatch_a_total Counts.
                # TYPE modelwatch_a_total counter
                modelwatch_a_total 3
                # HELP modelwatch_b_seconds A \\ and a " and\na line.
                # TYPE modelwatch_b_seconds gauge
                modelwatch_b_seconds -Inf
                modelwatch_b_seconds{model="m",column="a"} NaN
                modelwatch_b_seconds{model="m",column="z"} 0.25
                # HELP modelwatch_c_info Says.
                # TYPE modelwatch_c_info gauge
                modelwatch_c_info{version="1.0"} 1

                """#)
    }

    @Test func `the OpenMetrics format is as specified`() {
        #expect(
            Self.page.encoded(as: .openMetrics) == #"""
                # TYPE modelwatch_a counter
                # HELP modelwatch_a Counts.
                modelwatch_a_total 3
                # TYPE modelwatch_b_seconds gauge
                # UNIT modelwatch_b_seconds seconds
                # HELP modelwatch_b_seconds A \\ and a \" and\na line.
                modelwatch_b_seconds -Inf
                modelwatch_b_seconds{model="m",column="a"} NaN
                modelwatch_b_seconds{model="m",column="z"} 0.25
                # TYPE modelwatch_c info
                # HELP modelwatch_c Says.
                modelwatch_c_info{version="1.0"} 1
                # EOF

                """#)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-3, "-3"), (0.1, "0.1"), (1e300, "1e+300"), (1e-7, "1e-07"),
            (.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (9_007_199_254_740_991, "9007199254740991"),
            (1_795_215_060.5, "1795215060.5"), (2.0 / 3, "0.6666666666666666"),
        ] as [(Double, String)])
    func `numbers read back as they were`(value: Double, text: String) throws {
        let written = LineWriter.number(value)
        #expect(written == text || Double(written) == value)
        #expect(value.isNaN || Double(written.replacing("Inf", with: "inf")) == value)
    }

    @Test func `of samples with the same labels the first stands, and the rest are told`() {
        let page = MetricsPage([
            Measurement(Self.gauge, ["m", "a"], 1), Measurement(Self.gauge, ["m", "a"], 2),
            Measurement(Self.gauge, ["m", "b"], 3),
        ])
        #expect(page.measurements.map(\.value) == [1, 3])
        #expect(page.duplicates.map(\.value) == [.number(2)])
    }

    /// Prometheus compares bytes, Swift does not.
    @Test func `two spellings of one letter are two series`() {
        let page = MetricsPage([
            Measurement(Self.gauge, ["m", "\u{E9}"], 1), Measurement(Self.gauge, ["m", "e\u{301}"], 2),
        ])
        #expect(page.measurements.count == 2)
        #expect(page.duplicates.isEmpty)
    }

    /// Prometheus can refuse a page for one value that is too long.
    @Test func `a long value is cut at a whole letter, and two with the same beginning stay apart`() {
        let beginnings = ["x", "é", "🎸", "\u{1F469}\u{200D}\u{1F467}"]
        for beginning in beginnings {
            let long = String(repeating: beginning, count: 600)
            let values = [long + "a", long + "b"].map(LabelValue.cut)
            if long.utf8.count <= LabelValue.mostBytes {
                #expect(values == [long + "a", long + "b"])
                continue
            }
            #expect(values[0] != values[1])
            for value in values {
                #expect(value.utf8.count <= LabelValue.mostBytes)
                #expect(value.utf8.count > LabelValue.mostBytes - 8)
                #expect(value.contains("…") && !value.contains("\u{FFFD}"))
                #expect(long.unicodeScalars.starts(with: value.unicodeScalars.prefix { $0 != "…" }))
            }
        }
        let exact = String(repeating: "é", count: LabelValue.mostBytes / 2)
        #expect(LabelValue.cut(exact) == exact)
    }

    /// Label values as nobody should choose them.
    private static let hostile = [
        #"""#, #"\"#, "\n", #"\n"#, "\r\n", #"a"b\c"#, "\t", "{}", "a,b=\"c\"} 1", "# EOF", "\u{0}", "\u{7F}", "é",
        "e\u{301}", "🎸👩‍👩‍👧", "\u{2028}", "\u{FEFF}", String(decoding: [0x66, 0xFF, 0xFE, 0x80], as: UTF8.self), " ",
        String(repeating: "long", count: 250), #"\\\"#, "'", "<script>",
    ]

    private static let hostilePage = MetricsPage(
        hostile.enumerated().map { Measurement(gauge, [$1, "\($0)"], Double($0)) }
            + [Measurement(counter, [], 3), Measurement(info, ["1.0"], 1)] + ProcessMetrics.measurements())

    @Test(arguments: [
        ("prometheus_client.openmetrics.parser", ExpositionFormat.openMetrics),
        ("prometheus_client.parser", .text),
    ])
    func `hostile label values read back equal`(parser: String, format: ExpositionFormat) async throws {
        let python = Fixtures.packageRoot.appending(path: ".venv/tools/bin/python").path()
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the validators are not installed; run scripts/setup.sh tools, as make test does")
        let folder = try TemporaryFolder()
        let page = try folder.write(Self.hostilePage.encoded(as: format), to: "page.txt")
        let script = """
            import json, sys
            from \(parser) import text_string_to_metric_families as parse
            text = open(sys.argv[1], newline="").read()
            samples = [s for family in parse(text) for s in family.samples if s.name == "modelwatch_b_seconds"]
            values = {int(s.labels["column"]): s.labels["model"] for s in samples if s.value == float(s.labels["column"])}
            print(json.dumps([values[i] for i in range(len(samples))]))
            """
        let output = try await ChildProcess.output(python, ["-c", script, page])
        let values = try JSONDecoder().decode([String].self, from: output)
        #expect(values.map { Array($0.utf8) } == Self.hostile.map { Array($0.utf8) })
    }

    @Test func `the parser of the reference client takes the whole OpenMetrics page`() async throws {
        let python = Fixtures.packageRoot.appending(path: ".venv/tools/bin/python").path()
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the validators are not installed; run scripts/setup.sh tools, as make test does")
        let folder = try TemporaryFolder()
        let pages = PageCache(SnapshotStore([try await ModelState.genres()]))
        let tail = MetricsPage(HandlerMetrics().measurements + ProcessMetrics.measurements())
        let body = pages.page(.openMetrics, .identity, since: 0).body(tail: tail.bytes(as: .openMetrics)).bytes
        let page = try folder.write(String(decoding: body, as: UTF8.self), to: "page.txt")
        let script = """
            import sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
            families = list(parse(open(sys.argv[1], newline="", encoding="utf-8").read()))
            print(len(families), sum(len(f.samples) for f in families), *sorted({f.type for f in families}))
            """
        let output = String(decoding: try await ChildProcess.output(python, ["-c", script, page]), as: UTF8.self)
        let lines = body.split(separator: UInt8(ascii: "\n"))
        let types = lines.count { $0.starts(with: Array("# TYPE ".utf8)) }
        let samples = lines.count { $0.first != UInt8(ascii: "#") }
        #expect(output == "\(types) \(samples) counter gauge histogram info\n")
    }

    @Test func `promtool has nothing against the text page`() async throws {
        let promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        let executable = try #require(
            promtool, "promtool is not installed; run scripts/setup.sh servers, as make test does")
        let folder = try TemporaryFolder()
        let snapshots = SnapshotStore([try await ModelState.genres()])
        let body = PageCache(snapshots).page(.text, .identity, since: 0).body(
            tail: MetricsPage(HandlerMetrics().measurements + ProcessMetrics.measurements()).bytes(as: .text))
        try folder.write(String(decoding: body.bytes, as: UTF8.self), to: "page.txt")
        let child = try ChildProcess(
            "/bin/sh", ["-c", "\(executable) check metrics < page.txt"], folder: folder.url,
            log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(30), "promtool ends") { !child.isRunning }
        #expect(child.exitStatus == 0)
        #expect(child.output == "")
    }
}
