import Foundation
import Testing

@testable import Statistics

/// docs/statistics.md says of every statistical test what the catalogue says, and where Evidently differs.
struct StatTestDocumentationTests {
    private static func lines(from start: String, to end: String) throws -> [Substring] {
        let file = Fixtures.packageRoot.appending(path: "docs/statistics.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Array(lines.drop { $0 != start }.prefix { $0 != end })
    }

    @Test(arguments: StatTestCatalog.all)
    func `a test stands in the table as it is in the code`(test: any StatTest.Type) throws {
        let row = try #require(
            try Self.lines(from: "## Tests", to: "### Bins").first { $0.hasPrefix("| `\(test.name)` |") },
            "docs/statistics.md lacks \(test.name)")
        // A bar that is no border is written \|.
        let cells = row.replacing("\\|", with: "/").split(separator: "|").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        for kind in test.columnKinds { #expect(cells[1].contains(kind.rawValue), "\(row)") }
        let isPValue = test.decision.basis == .pValue
        #expect(cells[3] == (isPValue ? "p-value" : "score"))
        let sign =
            switch test.decision.side {
            case .below: "<"
            case .atOrBelow: "≤"
            case .above: ">"
            case .atOrAbove: "≥"
            }
        #expect(cells[4] == "\(isPValue ? "p" : "score") \(sign) threshold")
        #expect(cells[5] == "\(test.decision.defaultThreshold)")
    }

    @Test func `the table has no test that the code lacks`() throws {
        let rows = try Self.lines(from: "## Tests", to: "### Bins").filter { $0.hasPrefix("| `") }
        #expect(rows.count == StatTestCatalog.all.count)
    }

    /// Every test that has other results with `compat: evidently` stands in the table of differences, and no other.
    @Test func `every difference from Evidently is listed`() throws {
        let rows = try Self.lines(from: "## `compat`", to: "## Agreement").filter { $0.hasPrefix("|") }
        let cases = rows.compactMap { $0.split(separator: "|").first }
        let listed = StatTestCatalog.all.filter { test in cases.contains { $0.contains("`\(test.name)`") } }
        let different = StatTestCatalog.all.filter { test in Self.probes.contains { Self.differs(test, $0) } }
        #expect(Set(listed.map { $0.name }) == Set(different.map { $0.name }))
    }

    private static func differs(_ test: any StatTest.Type, _ pair: ColumnPair) -> Bool {
        guard test.columnKinds.contains(pair.kind) else { return false }
        let threshold = test.decision.defaultThreshold
        let results = Compatibility.allCases.map { compatibility in
            let settings = StatTestSettings(compatibility: compatibility)
            let outcome = test.outcome(pair, settings: settings)
            return (
                outcome,
                outcome.flatMap { test.verdict($0, on: pair, threshold: threshold, settings: settings) }
            )
        }
        return results[0].0 != results[1].0 || results[0].1 != results[1].1
    }

    /// Small, constant, tied and lopsided columns.
    private static let probes: [ColumnPair] =
        numbers.flatMap { reference in numbers.compactMap { pair(reference, $0) } }
        + counts.flatMap { reference in counts.map { pair(reference, $0) } }

    private static let numbers: [[Double]] = [
        [1, 2, 3], [1.5, 2.5, 3.5, 4.5, 9], Array(repeating: 4, count: 30), Array(repeating: 5, count: 40),
        (0..<60).map { Double($0 % 7) }, (0..<100).map { Double($0 * $0 % 101) / 7 },
        (0..<80).map { Double($0 * 37 % 83) / 7 + 2 },
    ]
    private static let counts: [[Int]] = [[3, 0, 0], [0, 2, 0], [5, 5, 0], [30, 20, 10], [1, 3, 9], [8, 2, 0]]

    private static func pair(_ reference: [Double], _ current: [Double]) -> ColumnPair? {
        SamplePair(reference: sample(reference), current: sample(current)).map(ColumnPair.numerical)
    }

    private static func sample(_ values: [Double]) -> SortedSample {
        SortedSample(sortedKeys: KeyArray(values.sorted().map { OrderedKey.of($0) }), encoding: .real)
    }

    private static func pair(_ reference: [Int], _ current: [Int]) -> ColumnPair {
        let sides = [reference, current].map { counts in
            CategoryCounts(counts.enumerated().map { (.integer(Int64($0.offset)), $0.element) })
        }
        return .categorical(CategoryPair(alike: sides[0], sides[1]))
    }
}
