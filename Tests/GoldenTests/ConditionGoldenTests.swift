import Checks
import Foundation
import Testing

/// Evidently's tests: conditions on metrics that succeed or fail.
struct ConditionGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    /// The condition is that the share is less than `drift_share`, so that it fails where the data set drifted.
    @Test func `verdicts on data sets agree with Evidently`() async throws {
        var agreement = Agreement("dataset verdicts")
        for entry in golden.tests where entry.metric == "DriftedColumnsCount" {
            let share = try #require(entry.current.first?.value["share"])
            let status = try #require(entry.tests.first).status
            let recorded = try await isDrifted(entry, share: nil)
            agreement.compare(recorded ? 1 : 0, status == "FAIL" ? 1 : 0, "\(entry.group) at the recorded share")
            // What it takes to fail: a share that is not less than itself.
            let reached = try await isDrifted(entry, share: share)
            agreement.compare(reached ? 1 : 0, 1, "\(entry.group) at the share found")
        }
        #expect(agreement.count == 6)
        agreement.report()
    }

    private func isDrifted(_ entry: Golden.ConditionCase, share: Double?) async throws -> Bool {
        let columns = try #require(entry.ctor.columns).map { "'\($0)'" }.joined(separator: ", ")
        let drift = share.map { "share: \($0)" } ?? entry.ctor.drift
        return try await golden.evaluate(entry.group, columns: "include: [\(columns)]", drift: drift).isDrifted
    }

    /// Modelwatch exports numbers; conditions such as "within a tenth of the reference" are rules of Prometheus.
    @Test func `conditions on metrics are counted, and the metrics are compared elsewhere`() {
        let others = golden.tests.filter { $0.metric != "DriftedColumnsCount" }
        for (metric, entries) in Dictionary(grouping: others, by: \.metric).sorted(by: { $0.key < $1.key }) {
            let count = Self.conditionCount(entries)
            let reason = count > 0 ? "a condition on a metric is a rule of Prometheus" : "Evidently has no condition"
            print("golden conditions: left out: \(metric) (\(count) of \(entries.count) entries): \(reason)")
            #expect(MetricCoverageTests.suites.contains { $0.contains(metric) }, "\(metric) is compared nowhere")
        }
        #expect(others.count == 144)
        #expect(Self.conditionCount(others) == 130)
    }

    private static func conditionCount(_ entries: [Golden.ConditionCase]) -> Int {
        entries.reduce(0) { $0 + $1.tests.count }
    }
}
