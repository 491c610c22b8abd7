import Foundation
import Testing
import TestSupport

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

    /// Files of the corpus with bytes lost, doubled and turned into others.
    @Test func `whatever a file holds, it is taken or refused`() throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 20261127)
        let files = Self.good.map { "web/good/\($0)" } + Self.bad.map { "web/bad/\($0)" }
        for file in files {
            let original = Array(try Fixtures.text(file).utf8)
            for _ in 0..<20 {
                var bytes = original
                for _ in 0...(random.next() % 4) where !bytes.isEmpty {
                    let index = Int(random.next() % UInt64(bytes.count))
                    switch random.next() % 3 {
                    case 0: bytes.remove(at: index)
                    case 1: bytes.insert(bytes[index], at: Int(random.next() % UInt64(bytes.count)))
                    default: bytes[index] = UInt8(truncatingIfNeeded: random.next())
                    }
                }
                let path = folder.path("web.yml")
                try Data(bytes).write(to: URL(filePath: path))
                do { _ = try WebConfiguration(validating: path) } catch { #expect(!"\(error)".isEmpty) }
            }
        }
    }
}
