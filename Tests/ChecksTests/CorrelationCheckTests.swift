import Testing

@testable import Checks
@testable import Statistics

struct CorrelationCheckTests {
    private static let types: [(name: String, type: ColumnType)] = [
        ("x", .float64), ("name", .utf8), ("y", .int8), ("id", .int64), ("when", .int64), ("z", .float64),
        ("kind", .dictionary(index: .int8, values: .utf8)), ("note", .utf8), ("truth", .float64),
    ]

    private func model(
        _ settings: CorrelationSettings? = CorrelationSettings(), limit: Int = 50
    ) -> ModelDefinition {
        let roles = ColumnRoles(
            target: "truth", timestamp: "when", id: "id", kinds: [.text: ["note"], .numerical: ["name"]])
        return ModelDefinition(
            name: "m", task: .regression, columns: roles, correlations: settings,
            limits: SeriesLimits(correlations: limit))
    }

    private func columns(_ settings: CorrelationSettings?) -> [String]? {
        let model = model(settings)
        let plan = ColumnPlan(model, reference: Self.types, current: Self.types)
        return Correlations.columns(of: model, in: plan.columns)?.map(\.name)
    }

    @Test func `columns that are compared and fit a method are read`() {
        // A text that is said to be a number has no numbers; one category alone has no partner but is no harm.
        #expect(columns(CorrelationSettings()) == ["x", "y", "z", "kind", "truth"])
        #expect(columns(CorrelationSettings(methods: ["kendall"])) == ["x", "y", "z", "truth"])
        #expect(columns(CorrelationSettings(methods: ["cramer_v"])) == nil)
        #expect(columns(CorrelationSettings(columns: ["?"])) == ["x", "y", "z"])
        #expect(columns(CorrelationSettings(columns: ["x", "kind"])) == nil)
        #expect(columns(nil) == nil)
    }

    @Test func `nobody gets correlations who did not ask for them`() {
        #expect(!CorrelationCheck.applies(to: model(nil)))
        #expect(CorrelationCheck.applies(to: model()))
    }

    private func summary(_ values: [(String, String, Double)], variance: Double? = 0.001) throws -> CorrelationSummary {
        CorrelationSummary(
            sampledRowCount: 1000,
            values: [
                "pearson": values.map { column, other, value in
                    CorrelationSummary.Value(
                        pair: .init(column: column, other: other),
                        estimate: CorrelationEstimate(value, varianceOfZ: variance))
                }
            ])
    }

    private func findings(
        _ reference: CorrelationSummary?, _ current: CorrelationSummary?, limit: Int = 50
    ) -> CheckFindings {
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        var joint = JointResults()
        joint[Correlations.self] = BothSides(
            reference: reference.map { .success($0) }, current: current.map { .success($0) })
        return CorrelationCheck.findings(
            ModelEvaluation(
                model: model(CorrelationSettings(methods: ["pearson"]), limit: limit),
                rows: BothSides(reference: rows, current: rows), columns: [], joint: joint))
    }

    /// The values of a metric by its labels but the model.
    private func values(_ metric: MetricDescriptor, _ findings: CheckFindings) -> [[String]: Double] {
        Dictionary(
            uniqueKeysWithValues: findings.measurements.filter { $0.metric == metric }
                .map { (Array($0.labels.dropFirst()), $0.value) })
    }

    @Test func `changes are measured, those that chance explains are not changes`() throws {
        let findings = findings(
            try summary([("a", "b", 0.5), ("a", "c", 0.1), ("b", "c", 0), ("a", "d", 0.25)]),
            try summary([("a", "b", -0.25), ("a", "c", 0.125), ("b", "c", 0.1), ("b", "d", 1)]))
        #expect(findings.failures == [])
        #expect(
            values(CorrelationCheck.change, findings) == [
                ["pearson", "a", "b"]: -0.75, ["pearson", "a", "c"]: 0.125 - 0.1, ["pearson", "b", "c"]: 0.1,
            ])
        // artanh 0.1 is 2.24 standard errors of √0.002 away, which is no wonder among three pairs.
        #expect(
            values(CorrelationCheck.detected, findings) == [
                ["pearson", "a", "b"]: 1, ["pearson", "a", "c"]: 0, ["pearson", "b", "c"]: 0,
            ])
        let pValues = values(CorrelationCheck.pValue, findings)
        #expect(try abs(#require(pValues[["pearson", "b", "c"]]) - 0.024860) < 1e-6)
        #expect(values(CorrelationCheck.largest, findings) == [["pearson"]: 0.75])
        #expect(try abs(#require(values(CorrelationCheck.mean, findings)[["pearson"]]) - 0.875 / 3) < 1e-15)
        #expect(values(CorrelationCheck.compared, findings) == [["pearson"]: 3])
        #expect(values(CorrelationCheck.changed, findings) == [["pearson"]: 1])
        #expect(
            values(CorrelationCheck.threshold, findings) == [
                ["pearson", "score"]: 0.1, ["pearson", "p_value"]: 0.05 / 3,
            ])
        // What one side lacks has no change, but the other side's value.
        let coefficients = values(CorrelationCheck.coefficient, findings)
        #expect(coefficients.count == 8)
        #expect(coefficients[["reference", "pearson", "a", "d"]] == 0.25)
        #expect(coefficients[["current", "pearson", "b", "d"]] == 1)
        #expect(findings.measurements.allSatisfy { CorrelationCheck.metrics.contains($0.metric) })
    }

    @Test func `the largest changes get series, ties by the order of the columns`() throws {
        let names = (0..<6).flatMap { left in (left + 1..<6).map { ("c\(left)", "c\($0)") } }
        let reference = try summary(names.map { ($0.0, $0.1, 0) })
        let current = try summary(names.enumerated().map { ($1.0, $1.1, $0 == 11 ? -0.5 : 0.25) })
        for limit in [0, 1, 3, 100] {
            let findings = findings(reference, current, limit: limit)
            let pairs = Set(values(CorrelationCheck.change, findings).keys.map { Array($0.dropFirst()) })
            let expected = [names[11]] + names.prefix(11) + names.suffix(3)
            #expect(pairs == Set(expected.prefix(limit).map { [$0.0, $0.1] }))
            // The matrix is whole, whatever is shown of it.
            #expect(values(CorrelationCheck.compared, findings) == [["pearson"]: 15])
        }
    }

    @Test func `without a known chance there is no verdict`() throws {
        let findings = findings(
            try summary([("a", "b", 0.5)], variance: nil), try summary([("a", "b", 0.9)], variance: nil))
        #expect(values(CorrelationCheck.change, findings).count == 1)
        for metric in [CorrelationCheck.detected, CorrelationCheck.pValue, CorrelationCheck.threshold] {
            #expect(values(metric, findings).isEmpty)
        }
    }

    @Test func `what is missing is a failure`() throws {
        #expect(
            findings(nil, nil).failures == [
                "reference: no two columns that a correlation takes",
                "current: no two columns that a correlation takes",
            ])
        #expect(
            findings(try summary([("a", "b", 1)]), try summary([("a", "c", 1)])).failures
                == ["no pair of columns has a correlation in both data sets"])
    }
}
