import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

/// Pages as Google's library reads them, with the messages of Prometheus's client_model.
struct ProtobufPageTests {
    private struct Family: Decodable {
        let name: String
        let type: Int
        let help: String
        let unit: String
        let metrics: [Metric]
    }

    private struct Metric: Decodable {
        let labels: [[String]]
        let value: Double?
        let histogram: NativeHistogram?
    }

    private struct NativeHistogram: Decodable {
        let count: Int
        let sum: Double
        let bounds: [Double]
        let cumulativeCounts: [Int]
        let schema: Int
        let zeroThreshold: Double
        let zeroCount: Int
        let spans: [[Int]]
        let deltas: [Int]
    }

    private static func decoded(_ page: [UInt8]) async throws -> [Family] {
        let python = Fixtures.packageRoot.appending(path: ".venv/tools/bin/python").path()
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the validators are not installed; run scripts/setup.sh tools, as make test does")
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "page")
        try Data(page).write(to: file)
        let output = try await ChildProcess.output(
            python, [Fixtures.url("exposition/read-protobuf.py").path(), file.path()])
        return try JSONDecoder().decode([Family].self, from: output)
    }

    @Test func `numbers, labels and descriptions read back`() async throws {
        let gauge = MetricDescriptor("modelwatch_b_seconds", unit: "seconds", labels: ["a", "b"], help: "A \\ \"é\n.")
        let counter = MetricDescriptor("modelwatch_a_total", .counter, help: "Counts.")
        let info = MetricDescriptor("modelwatch_c_info", .info, labels: ["version"], help: "Says.")
        let values = [0.1, -.infinity, 1e300, -0.0, Double.leastNonzeroMagnitude]
        let hostile = ["\"", "\\\n", "\u{0}🎸", String(repeating: "x", count: 1000), "\u{2028}"]
        let page = MetricsPage(
            zip(hostile, values).map { Measurement(gauge, [$0, ""], $1) }
                + [Measurement(counter, [], 3), Measurement(info, ["1"], 1)])
        let families = try await Self.decoded(page.bytes(as: .protobuf))
        #expect(families.map(\.name) == ["modelwatch_a_total", "modelwatch_b_seconds", "modelwatch_c_info"])
        #expect(families.map(\.type) == [0, 1, 1])
        #expect(families.map(\.unit) == ["", "seconds", ""])
        #expect(families[1].help == gauge.help)
        #expect(families[0].metrics[0].value == 3)
        #expect(families[2].metrics[0].labels == [["version", "1"]])
        for (label, value) in zip(hostile, values) {
            let metric = families[1].metrics.first { $0.labels == [["a", label]] }
            // An infinite number is null in JSON as the script writes it.
            #expect(metric?.value == (value.isFinite ? value : nil))
        }
        #expect(families[1].metrics.count == hostile.count)
    }

    @Test func `a histogram reads back with its fixed and its exponential buckets`() async throws {
        var histogram = Histogram(bounds: [0.25, 1])
        for value in [0, 0.125, 0.5, 0.5, 1, 300] { histogram.observe(value) }
        let page = MetricsPage([MetricSample(BridgeMetric.dispatchDuration, ["prefect"], histogram)])
        let families = try await Self.decoded(page.bytes(as: .protobuf))
        let found = try #require(families.first?.metrics.first?.histogram)
        #expect(families[0].type == 4)
        #expect(found.count == 6 && found.sum == 302.125)
        #expect(found.bounds == [0.25, 1] && found.cumulativeCounts == [2, 5, 6])
        #expect(found.schema == 3 && found.zeroThreshold == 0x1p-128 && found.zeroCount == 1)
        // 0.125 = 2^(-24/8), 0.5 = 2^(-8/8), 1 = 2^0, 300 lies below 2^(66/8) = 304.4.
        #expect(found.spans == [[-24, 1], [15, 1], [7, 1], [65, 1]])
        #expect(found.deltas == [1, 1, -1, 0])
    }

    /// What is put together from parts is what is written in one go.
    @Test func `the page of the exporter reads back`() async throws {
        let snapshots = SnapshotStore([try await ModelState.genres()])
        let page = PageCache(snapshots).page(.protobuf, .identity, since: 0).body(tail: []).bytes
        let families = try await Self.decoded(page)
        #expect(families.map(\.name) == families.map(\.name).sorted())
        #expect(Set(families.map(\.name)).count == families.count)
        let accuracy = try #require(families.first { $0.name == "modelwatch_accuracy" })
        #expect(accuracy.metrics.count == 2)
        #expect(families.first { $0.name == "modelwatch_evaluation_elapsed_seconds" }?.metrics[0].histogram?.count == 1)
    }
}
