import Foundation
import Statistics
import Testing

/// docs/statistics.md says of every correlation what the catalogue says.
struct CorrelationDocumentationTests {
    private static func section() throws -> [Substring] {
        let file = Fixtures.packageRoot.appending(path: "docs/statistics.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Array(lines.drop { $0 != "## Correlations" }.prefix { $0 != "## Quality" })
    }

    @Test(arguments: CorrelationCatalog.all)
    func `a correlation stands in both tables, with its kind of columns`(correlation: any Correlation.Type) throws {
        let rows = try Self.section().filter { $0.hasPrefix("| `\(correlation.name)` |") }
        #expect(rows.count == 2)
        #expect(rows.first?.contains("| \(correlation.columnKind.rawValue) |") == true)
    }

    @Test func `the tables have no correlation that the code lacks`() throws {
        let rows = try Self.section().filter { $0.hasPrefix("| `") }
        #expect(rows.count == 2 * CorrelationCatalog.all.count)
    }
}
