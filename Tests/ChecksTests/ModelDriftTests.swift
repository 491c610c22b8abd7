import TestSupport
import Testing

@testable import Checks
@testable import Statistics

/// When performance that falls with time is drift, and how the check says it.
struct ModelDriftTests {
    private static func evaluation(
        _ trend: OutcomeTrend?, _ statistic: (inout JointResults, OutcomeTrend?) -> Void,
        settings: DriftSettings = DriftSettings()
    ) -> ModelEvaluation {
        var joint = JointResults()
        statistic(&joint, trend)
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        return ModelEvaluation(
            model: ModelDefinition(name: "m", task: .binaryClassification, drift: settings),
            rows: BothSides(reference: rows, current: rows), columns: [], joint: joint)
    }

    private static func labels(_ joint: inout JointResults, _ trend: OutcomeTrend?) {
        joint[LabelTrend.self].current = .success(trend)
    }

    private static func errors(_ joint: inout JointResults, _ trend: OutcomeTrend?) {
        joint[ErrorTrend.self].current = .success(trend)
    }

    /// Rows a minute apart whose outcomes are drawn by their age, from 0 to 1.
    private static func trend(
        rows: Int, seed: UInt64, _ outcome: (_ age: Double, _ luck: Double) -> Double
    ) -> OutcomeTrend? {
        var generator = SplitMix64(seed: seed)
        var moments = PairMoments()
        var (sum, span) = (0.0, 0.0)
        for row in 0..<rows {
            let time = 1.75e9 + 60 * Double(row)
            let value = outcome(Double(row) / Double(rows - 1), Double.random(in: 0..<1, using: &generator))
            moments.add(time, value)
            (sum, span) = (sum + value, time - 1.75e9)
        }
        guard let line = LinearTrend(moments), let pValue = line.pValue else { return nil }
        return OutcomeTrend(line: line, pValue: pValue, span: span, mean: sum / Double(rows))
    }

    private static func isDetected(_ evaluation: ModelEvaluation) -> Bool {
        evaluation.drifts.contains { $0.kind == .performance && $0.isDetected }
    }

    /// The harmful direction is half of the nominal 5 %: mean 10 of 400, standard deviation 3.1.
    @Test(arguments: [100, 1000])
    func `noise is no drift`(rows: Int) {
        let repetitions = 400
        let found = (0..<repetitions).count { seed in
            let trend = Self.trend(rows: rows, seed: UInt64(seed)) { $1 < 0.9 ? 1 : 0 }
            return Self.isDetected(Self.evaluation(trend, Self.labels))
        }
        print("noise in \(rows) rows: \(found) of \(repetitions)")
        #expect(found <= 20)
        #expect(rows > 100 || found > 0)
    }

    @Test(arguments: UInt64(1)...50)
    func `a slow decline is drift, its reverse is not`(seed: UInt64) {
        let decline = Self.trend(rows: 4000, seed: seed) { $1 < 0.95 - 0.12 * $0 ? 1 : 0 }
        #expect(Self.isDetected(Self.evaluation(decline, Self.labels)))
        let recovery = Self.trend(rows: 4000, seed: seed) { $1 < 0.83 + 0.12 * $0 ? 1 : 0 }
        #expect(!Self.isDetected(Self.evaluation(recovery, Self.labels)))
        // Of errors, more is worse.
        let growth = Self.trend(rows: 4000, seed: seed) { $1 * (1 + 0.3 * $0) }
        #expect(Self.isDetected(Self.evaluation(growth, Self.errors)))
        let shrinkage = Self.trend(rows: 4000, seed: seed) { $1 * (1.3 - 0.3 * $0) }
        #expect(!Self.isDetected(Self.evaluation(shrinkage, Self.errors)))
    }

    @Test func `a change that is certain and small is no drift`() throws {
        // 2 points of accuracy in 300,000 rows.
        let trend = Self.trend(rows: 300_000, seed: 1) { $1 < 0.92 - 0.02 * $0 ? 1 : 0 }
        let drift = try #require(Self.evaluation(trend, Self.labels).drifts.first)
        #expect((drift.pValue ?? 1) < 1e-6)
        #expect(abs(drift.score - 0.02) < 0.01)
        #expect(!drift.isDetected)
        let strict = Self.evaluation(trend, Self.labels, settings: DriftSettings(performanceThreshold: 0.01))
        #expect(Self.isDetected(strict))
    }

    @Test func `the check says score, p-value, both thresholds, verdict and slope`() throws {
        let trend = try #require(Self.trend(rows: 4000, seed: 3) { $1 < 0.95 - 0.12 * $0 ? 1 : 0 })
        let findings = ModelDriftCheck.findings(Self.evaluation(trend, Self.labels))
        let samples = Dictionary(
            uniqueKeysWithValues: findings.measurements.map { ("\($0.metric.name) \($0.labels.dropFirst())", $0.value) }
        )
        let type = #"["performance", "accuracy""#
        #expect(samples["modelwatch_drift_score \(type)]"] == -trend.change)
        #expect(samples["modelwatch_drift_p_value \(type)]"] == trend.pValue)
        #expect(samples[#"modelwatch_drift_threshold \#(type), "score"]"#] == 0.05)
        #expect(samples[#"modelwatch_drift_threshold \#(type), "p_value"]"#] == 0.05)
        #expect(samples["modelwatch_drift_detected \(type)]"] == 1)
        let side = #"["current", "accuracy"]"#
        #expect(samples["modelwatch_performance_slope_per_second \(side)"] == trend.line.slope)
        #expect(samples["modelwatch_performance_span_seconds \(side)"] == 239_940)
        #expect(samples.count == 7)
        #expect(findings.failures.isEmpty)
    }

    /// 12,000 pairs of labels, for which 19 random tables are all there are.
    @Test func `a changed relation of thousands of labels is found`() throws {
        func matrix(_ shift: Int) -> ConfusionMatrix {
            ConfusionMatrix(
                (0..<12_000).map { place in
                    let (prediction, target) = (place / 6, place / 6 + place % 6 * shift)
                    return (.integer(Int64(target)), .integer(Int64(prediction)), 3)
                })
        }
        for (shift, isDetected) in [(1, false), (7, true)] {
            var joint = JointResults()
            joint[LabelConfusion.self] = BothSides(reference: .success(matrix(1)), current: .success(matrix(shift)))
            let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
            let evaluation = ModelEvaluation(
                model: ModelDefinition(name: "m", task: .multiclassClassification),
                rows: BothSides(reference: rows, current: rows), columns: [], joint: joint)
            let drift = try #require(evaluation.drifts.first)
            #expect(drift.kind == .concept)
            #expect(drift.isDetected == isDetected, "p \(drift.pValue ?? -1)")
            #expect(evaluation.severity == (isDetected ? .critical : .none))
        }
    }

    @Test func `times that cannot be used are a failure`() {
        var joint = JointResults()
        joint[LabelTrend.self].current = .failure(.unsupported("text"))
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        let evaluation = ModelEvaluation(
            model: ModelDefinition(name: "m"), rows: BothSides(reference: rows, current: rows), columns: [],
            joint: joint)
        let findings = ModelDriftCheck.findings(evaluation)
        #expect(findings.failures == ["current: it is text, which no check can use"])
        #expect(findings.measurements.isEmpty)
    }

    @Test func `predictions without an error have no relative change`() {
        let trend = Self.trend(rows: 10, seed: 1) { _, _ in 0 }
        #expect(Self.evaluation(trend, Self.errors).drifts.isEmpty)
        #expect(Self.evaluation(nil, Self.labels).drifts.isEmpty)
    }
}
