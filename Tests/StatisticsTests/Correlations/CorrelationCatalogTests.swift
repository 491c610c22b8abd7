import Foundation
import Testing

@testable import Statistics

/// What holds of the list of correlations.
struct CorrelationCatalogTests {
    @Test func `every file that declares a correlation is in the catalogue, and nothing else`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../../Sources/Statistics/Correlations")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.standardizedFileURL, includingPropertiesForKeys: nil)
        let declared = try files.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).matches(of: /enum (\w+): Correlation \{/).map { String($0.1) }
        }
        #expect(Set(declared) == Set(CorrelationCatalog.all.map { "\($0)" }))
    }

    @Test func `names are unique and found`() {
        let names = CorrelationCatalog.all.map { $0.name }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { CorrelationCatalog.named($0)?.name == $0 })
        #expect(CorrelationCatalog.named("cosine") == nil)
    }
}
