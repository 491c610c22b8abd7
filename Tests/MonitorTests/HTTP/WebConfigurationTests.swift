import Foundation
import Testing

@testable import Monitor

/// The files under `Fixtures/web`, checked as `modelwatch check-web-config` does; a bad one says in its first lines what
/// must be told about it.
struct WebConfigurationTests {
    static let good = Fixtures.files(in: "web/good", ending: ".yml")
    static let bad = Fixtures.files(in: "web/bad", ending: ".yml")

    @Test(arguments: good)
    func `a good file is taken`(name: String) throws {
        _ = try WebConfiguration(validating: Fixtures.url("web/good/\(name)").path())
    }

    @Test(arguments: bad)
    func `a bad file is refused with the place and the reason`(name: String) throws {
        let file = Fixtures.url("web/bad/\(name)").path()
        let expected = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            .prefix { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
        let error = try #require(throws: (any Error).self) { try WebConfiguration(validating: file) }
        let folder = Fixtures.url("web").path() + "/"
        let found = "\(error)".split(separator: "\n").map { line in
            String(line).replacing(file + ":", with: "").replacing(folder, with: "")
        }
        #expect(found == expected)
        #expect(!expected.isEmpty)
    }

    @Test func `there are enough of them`() {
        #expect(Self.good.count + Self.bad.count > 50)
    }

    @Test func `a hash is not shown with the configuration`() throws {
        let configuration = try WebConfiguration(file: Fixtures.url("web/good/users.yml").path())
        var text = ""
        dump(configuration, to: &text)
        #expect(configuration.users.count == 3)
        #expect(!text.contains("$2"))
    }

    @Test(arguments: [
        ("tls", false), ("users", true), ("own_tokens", true), ("client_required", true), ("client_if_given", false),
        ("client_any", false), ("headers", false),
    ])
    func `only what nobody can pass without counts as authentication`(name: String, authenticates: Bool) throws {
        let configuration = try WebConfiguration(file: Fixtures.url("web/good/\(name).yml").path())
        #expect(configuration.authenticates == authenticates)
    }
}
