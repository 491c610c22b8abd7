import Foundation
import Testing

@testable import Monitor

/// docs/engines.md has a section for each engine, and what it says is so.
struct EngineDocumentationTests {
    /// The sections by the name of their engine, in the order of the page.
    private static func sections() throws -> [(name: String, text: String)] {
        let page = try String(
            contentsOf: Fixtures.packageRoot.appending(path: "docs/engines.md"), encoding: .utf8)
        return page.split(separator: "\n## ").dropFirst().compactMap { section in
            section.firstMatch(of: /^`([a-z_]+)`\n/).map { (String($0.1), String(section)) }
        }
    }

    /// The settings of the example of a section.
    private static func example(_ section: String) throws -> any EngineSettings {
        let block = try #require(section.firstMatch(of: /```yaml\nengine:\n([\s\S]*?)```/)).1
        let engine = block.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let text = "policies:\n  - name: p\n    match: [a=b]\n    engine:\n\(engine)\n"
        return try Configuration(text: text).policies[0].engine.settings
    }

    @Test func `every engine has a section, in alphabetical order`() throws {
        #expect(try Self.sections().map(\.name) == EngineCatalogue.all.map { $0.name }.sorted())
    }

    @Test func `the example of a section is one of its engine, which has the class that the section tells`() throws {
        for section in try Self.sections() {
            let settings = try Self.example(section.text)
            #expect(type(of: settings).name == section.name)
            let idempotency = settings.engine(with: .testing).idempotency
            #expect(section.text.contains("\n| class | `\(idempotency)`"), "\(section.name)")
        }
    }
}
