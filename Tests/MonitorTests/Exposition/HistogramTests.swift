import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

struct HistogramTests {
    @Test func `fixed buckets hold what is up to their bound, the last one all`() {
        var histogram = Histogram(bounds: [0.1, 1])
        for value in [0.1, 0.05, 0.5, 1, 2, 0, .nan, .infinity, -1] { histogram.observe(value) }
        #expect(histogram.cumulativeBuckets.map(\.upperBound) == [0.1, 1, .infinity])
        #expect(histogram.cumulativeBuckets.map(\.count) == [3, 5, 6])
        #expect(histogram.count == 6)
        #expect(abs(histogram.sum - 3.65) < 1e-12)
    }

    /// The bounds of schema 3 are powers of the eighth root of two, the upper one included.
    @Test(
        arguments: [
            (1, 0), (2, 8), (0.5, -8), (1.0000001, 1), (1.0905077326652577, 1), (1.09050773266525781, 2), (1000, 80),
            (0x1p-30, -240), (0x1p-127, -1016), (0x1p-128, 0),
        ] as [(Double, Int)])
    func `a value lies in the bucket that its logarithm says`(value: Double, place: Int) {
        var buckets = ExponentialBuckets()
        buckets.observe(value)
        if value <= ExponentialBuckets.zeroThreshold {
            #expect(buckets.zeroCount == 1)
        } else {
            #expect(buckets.buckets.map(\.place) == [place])
        }
    }

    @Test func `runs of buckets tell where they lie`() {
        var buckets = ExponentialBuckets()
        for value in [1.0, 1.05, 2, 2, 8] { buckets.observe(value) }
        #expect(buckets.buckets.map(\.place) == [0, 1, 8, 24])
        #expect(
            buckets.spans == [.init(offset: 0, length: 2), .init(offset: 6, length: 1), .init(offset: 15, length: 1)])
    }

    @Test func `too many buckets are merged two by two and lose nothing`() {
        var buckets = ExponentialBuckets()
        var random = SplitMix64(seed: 7)
        for _ in 0..<5000 {
            buckets.observe(exp(Double.random(in: -80...80, using: &random)))
            #expect(buckets.buckets.count <= ExponentialBuckets.mostBuckets)
        }
        #expect(buckets.schema < ExponentialBuckets.finestSchema)
        #expect(buckets.buckets.reduce(0) { $0 + $1.count } + buckets.zeroCount == 5000)
    }

    @Test func `text and OpenMetrics name the same series`() {
        let metric = MetricDescriptor(
            "modelwatch_x_seconds", .histogram, unit: "seconds", labels: ["model"], help: "X.")
        var histogram = Histogram(bounds: [0.25, 1])
        histogram.observe(0.5)
        let page = MetricsPage([MetricSample(metric, ["m"], histogram)])
        let lines = """
            modelwatch_x_seconds_bucket{model="m",le="0.25"} 0
            modelwatch_x_seconds_bucket{model="m",le="1.0"} 1
            modelwatch_x_seconds_bucket{model="m",le="+Inf"} 1
            modelwatch_x_seconds_sum{model="m"} 0.5
            modelwatch_x_seconds_count{model="m"} 1

            """
        let type = "# TYPE modelwatch_x_seconds histogram\n"
        #expect(page.encoded(as: .text) == "# HELP modelwatch_x_seconds X.\n\(type)\(lines)")
        #expect(
            page.encoded(as: .openMetrics)
                == "\(type)# UNIT modelwatch_x_seconds seconds\n# HELP modelwatch_x_seconds X.\n\(lines)# EOF\n")
    }

    @Test func `many threads observe at once`() async {
        let recorder = HistogramRecorder(BridgeMetric.dispatchDuration, bounds: [1], known: [["command"]])
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<500 { recorder.observe(.milliseconds(500), ["command"]) } }
            }
        }
        guard case .histogram(let histogram) = recorder.samples[0].value else { return #expect(Bool(false)) }
        #expect(histogram.count == 4000)
        #expect(histogram.sum == 2000)
    }
}
