import Checks
import Foundation
import Statistics
import Testing

/// Evidently's metrics of single columns, but for drift.
struct ColumnMetricGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = [
        "MinValue", "MaxValue", "MeanValue", "MedianValue", "StdValue", "SumValue", "QuantileValue",
        "MissingValueCount", "CategoryCount", "InRangeValueCount", "OutRangeValueCount", "InListValueCount",
        "OutListValueCount", "UniqueValueCount",
    ]

    @Test func `metrics of columns agree with Evidently`() async throws {
        var agreement = Agreement("column metrics")
        let entries = Dictionary(grouping: golden.metrics.filter { Self.covered.contains($0.metric) }, by: \.group)
        for (group, entries) in entries.sorted(by: { $0.key < $1.key }) {
            let quantiles = Set([0.5] + entries.compactMap(\.ctor.quantile)).sorted()
            let evaluation = try await golden.evaluate(
                group, more: ["statistics: {quantiles: \(quantiles)}", Self.expectations(entries)])
            for entry in entries {
                #expect(entry.error == nil, "\(group) \(entry.metric): what do we do?")
                let column = try #require(evaluation.columns.first { $0.name == entry.ctor.column })
                try compare(entry, Sides(column: column, quantiles: quantiles), &agreement)
            }
        }
        agreement.report()
    }

    /// The ranges and lists of all entries as a section of the configuration.
    private static func expectations(_ entries: [Golden.MetricCase]) -> String {
        let columns = Dictionary(grouping: entries) { $0.ctor.column ?? "" }
        let sections = columns.sorted { $0.key < $1.key }.compactMap { name, entries -> String? in
            let range = entries.first { $0.ctor.left != nil }?.ctor
            let list = entries.first { $0.ctor.values != nil }?.ctor.values
            let keys =
                [range?.left.map { "min: \($0)" }, range?.right.map { "max: \($0)" }]
                + [list.map { "values: [\($0.map(\.yaml).joined(separator: ", "))]" }]
            let section = keys.compactMap { $0 }.joined(separator: ", ")
            return section.isEmpty ? nil : "'\(name)': {\(section)}"
        }
        return "expectations: {\(sections.joined(separator: ", "))}"
    }

    private func compare(_ entry: Golden.MetricCase, _ sides: Sides, _ agreement: inout Agreement) throws {
        let recorded = BothSides(
            reference: try #require(entry.reference?.first ?? nil), current: try #require(entry.current?.first?.value))
        for side in DatasetSide.allCases {
            let name = "\(entry.group)/\(entry.metric)(\(entry.ctor.column ?? "")) \(side)"
            switch recorded[side] {
            case .numbers(let values):
                let count = try #require(sides.count(entry, side), "\(name)")
                let total = entry.metric == "MissingValueCount" ? sides.rowCount(side) : sides.valueCount(side)
                agreement.compare(Double(count), try #require(values["count"]).value, relative: 0, name)
                agreement.compare(Double(count) / Double(total), try #require(values["share"]).value, name)
            case .groups(let groups):
                let counts = try #require(groups["counts"]).mapValues(\.value)
                #expect(Set(counts.keys).subtracting(["nan"]) == Set(sides.counts(side).keys), "\(name)")
                for (label, count) in sides.counts(side) {
                    agreement.compare(Double(count), counts[label] ?? .nan, relative: 0, "\(name) \(label)")
                    agreement.compare(
                        Double(count) / Double(sides.rowCount(side)), groups["shares"]?[label]?.value ?? .nan,
                        "\(name) \(label) share")
                }
                agreement.compare(0, counts["nan"] ?? 0, relative: 0, "\(name) nan")
            default:
                agreement.compare(
                    sides.number(entry, side), try #require(recorded[side].number, "\(name)"), absolute: 1e-15, name)
            }
        }
    }
}

/// What we know of one column, under Evidently's names.
private struct Sides {
    let column: ColumnEvaluation
    let quantiles: [Double]

    func rowCount(_ side: DatasetSide) -> Int { column.summaries[side]?.rowCount ?? 0 }

    /// Infinite values are values to pandas.
    func valueCount(_ side: DatasetSide) -> Int {
        column.summaries[side].map { $0.valueCount + $0.infinite.total } ?? 0
    }

    func counts(_ side: DatasetSide) -> [String: Int] {
        var counts: [String: Int] = [:]
        for entry in column.categories?.mostFrequent ?? [] {
            // Python writes booleans with a capital.
            let label = ["true": "True", "false": "False"][entry.category.label] ?? entry.category.label
            counts[label] = side == .reference ? entry.reference : entry.current
        }
        return counts
    }

    func number(_ entry: Golden.MetricCase, _ side: DatasetSide) -> Double? {
        let numbers = column.summaries[side]?.numbers
        switch entry.metric {
        case "MinValue": return numbers?.minimum
        case "MaxValue": return numbers?.maximum
        case "MeanValue": return numbers?.mean
        case "StdValue": return numbers?.standardDeviation
        case "SumValue": return numbers?.sum
        default:
            let place = quantiles.firstIndex(of: entry.ctor.quantile ?? 0.5)
            return place.flatMap { numbers?.quantiles[$0] }
        }
    }

    func count(_ entry: Golden.MetricCase, _ side: DatasetSide) -> Int? {
        let conformity = column.conformity
        switch entry.metric {
        case "MissingValueCount": return column.summaries[side]?.missingCount
        case "OutRangeValueCount": return conformity.rowsOutOfRange[side]
        case "InRangeValueCount": return conformity.rowsOutOfRange[side].map { valueCount(side) - $0 }
        case "OutListValueCount": return conformity.rowsOutOfList[side]
        case "InListValueCount": return conformity.rowsOutOfList[side].map { valueCount(side) - $0 }
        default:
            let listed = (entry.ctor.categories ?? [entry.ctor.category].compactMap { $0 }).map(\.category)
            return column.categories?.mostFrequent.filter { listed.contains($0.category) }.reduce(0) {
                $0 + (side == .reference ? $1.reference : $1.current)
            }
        }
    }
}

extension MetricValue {
    fileprivate var category: Statistics.Category {
        switch self {
        case .number(let number): Category(number: number)
        case .text(let text): Category(text)
        case .boolean(let flag): .boolean(flag)
        default: Category("")
        }
    }

    fileprivate var yaml: String {
        guard case .text(let text) = self else { return category.label }
        return "'\(text)'"
    }
}
