import Foundation
import Testing

@testable import Monitor

/// Each file under `Fixtures/configuration/bad` says in its first lines which mistakes must be told, and where.
struct ConfigurationFileTests {
    @Test(arguments: Fixtures.files(in: "configuration/bad", ending: ".yml"))
    func `a bad file is refused with the place and the reason`(name: String) throws {
        let text = try Fixtures.text("configuration/bad/\(name)")
        let expected = text.split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { "\(name):\($0.dropFirst(2))" }
        let error = #expect(throws: InvalidConfiguration.self) {
            try Configuration(ConfigurationDocument(text: text, file: name))
        }
        #expect(error?.errors.map(\.description) == expected)
    }

    @Test(arguments: Fixtures.files(in: "configuration/good", ending: ".yml"))
    func `a good file is read`(name: String) throws {
        _ = try Configuration(file: Fixtures.url("configuration/good/\(name)").path())
    }

    @Test func `a file that does not exist is named`() {
        let error = #expect(throws: InvalidConfiguration.self) { try Configuration(file: "/nowhere/modelwatch.yml") }
        #expect(error?.description == "/nowhere/modelwatch.yml: the configuration file does not exist")
    }

    @Test func `the folders hold files`() {
        #expect(Fixtures.files(in: "configuration/bad", ending: ".yml").count > 15)
        #expect(Fixtures.files(in: "configuration/good", ending: ".yml").count > 1)
    }
}
