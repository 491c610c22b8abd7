import Foundation

/// A folder that disappears with this value.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "modelwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String {
        url.appending(path: name).path()
    }

    /// Writes a file and tells its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }

    /// Puts a copy of a fixture in place of whatever has the name, and tells its path.
    @discardableResult
    func copy(_ fixture: String, to name: String) throws -> String {
        try Data(contentsOf: FormatFixtures.folder.appending(path: fixture))
            .write(to: url.appending(path: name), options: .atomic)
        return path(name)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
