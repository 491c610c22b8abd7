import Foundation
import Testing
import TestSupport

@testable import Monitor

struct FileBackedTests {
    private struct Broken: Error {}

    private static func read(_ path: String) throws -> String {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        if text == "broken" { throw Broken() }
        return text
    }

    @Test func `each change counts at once, however quickly it follows`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("file")
        var value = FileBacked<String>()
        for number in 0..<200 {
            // In place and of the same length: only the times can tell.
            try Data("\(number % 10)".utf8).write(to: URL(filePath: path))
            let found = try value.value(of: [path]) { try Self.read(path) }
            #expect(found == "\(number % 10)")
        }
    }

    @Test func `a file that is left alone is read once`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a", to: "file")
        try await Task.sleep(for: .milliseconds(150))
        var value = FileBacked<String>()
        var reads = 0
        for _ in 0..<3 {
            _ = try value.value(of: [path]) {
                reads += 1
                return try Self.read(path)
            }
        }
        #expect(reads == 1)
    }

    @Test func `a failure counts, and so does what ends it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("file")
        var value = FileBacked<String>()
        for (text, isGood) in [("a", true), ("broken", false), ("b", true)] {
            try folder.write(text, to: "file")
            let found = try? value.value(of: [path]) { try Self.read(path) }
            #expect(found == (isGood ? text : nil))
        }
        try FileManager.default.removeItem(atPath: path)
        let found = try? value.value(of: [path]) { try Self.read(path) }
        #expect(found == nil)
    }
}
