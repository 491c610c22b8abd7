import Checks
import Foundation
import Statistics
import Testing

/// Evidently's correlations, which are those of pandas and scipy.
struct CorrelationGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = ["DatasetCorrelations", "ColumnCorrelations"]

    /// A recorded correlation; NaN where it is undefined.
    private struct Entry {
        let method, column, other: String
        let value: Double
    }

    @Test func `correlations agree with Evidently`() async throws {
        var agreement = Agreement("correlations")
        let methods = CorrelationCatalog.all.map { $0.name }.joined(separator: ", ")
        for metric in golden.metrics where Self.covered.contains(metric.metric) {
            let evaluation = try await golden.evaluate(
                metric.group, more: ["correlations: {methods: [\(methods)]}"])
            let summaries = try evaluation.joint[Correlations.self].map { try #require(try $0?.get()) }
            for (side, entries) in try recorded(metric) {
                #expect(!entries.isEmpty)
                for entry in entries {
                    agreement.compare(
                        value(entry, in: summaries[side]), entry.value, absolute: 1e-15,
                        "\(metric.group)/\(metric.metric) \(side) \(entry.method) \(entry.column) \(entry.other)")
                }
            }
        }
        #expect(agreement.count == 142)
        agreement.report()
    }

    private func value(_ entry: Entry, in summary: CorrelationSummary) -> Double? {
        // A matrix has ones on its diagonal.
        guard entry.column != entry.other else { return 1 }
        let value = summary.values[entry.method]?.first { value in
            Set([value.pair.column, value.pair.other]) == [entry.column, entry.other]
        }
        return value?.estimate.coefficient
    }

    private func recorded(_ metric: Golden.MetricCase) throws -> [(DatasetSide, [Entry])] {
        let current = try #require(metric.current).map { try entries($0.value, of: metric, method: method($0.name)) }
        // Those of the reference come without their names, in the same order.
        let names = (metric.current ?? []).map { method($0.name) }
        let reference = try zip(metric.reference ?? [], names).map { value, method in
            try entries(try #require(value), of: metric, method: method)
        }
        return [(.current, current.flatMap { $0 }), (.reference, reference.flatMap { $0 })]
    }

    /// Such as `pearson` of `CorrelationMatrix(kind=pearson)`.
    private func method(_ name: String?) -> String {
        String(name?.firstMatch(of: /kind=(\w+)/)?.1 ?? "")
    }

    private func entries(_ value: MetricValue, of metric: Golden.MetricCase, method: String) throws -> [Entry] {
        guard case .groups(let groups) = value else { throw CocoaError(.coderInvalidValue) }
        guard metric.metric == "ColumnCorrelations" else {
            return groups.flatMap { column, row in
                row.map { Entry(method: method, column: column, other: $0, value: $1.value) }
            }
        }
        // A table: the columns kind, column_name and value, by row.
        let column = try #require(metric.ctor.column)
        return try (groups["value"] ?? [:]).map { row, value in
            Entry(
                method: try #require(groups["kind"]?[row]?.text), column: column,
                other: try #require(groups["column_name"]?[row]?.text), value: value.value)
        }
    }
}
