import Foundation

/// The files under `Tests/Fixtures`.
enum Fixtures {
    /// The folder that holds `Package.swift`.
    static let packageRoot = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    /// A file or folder under `Tests/Fixtures`.
    static func url(_ path: String) -> URL {
        packageRoot.appending(path: "Tests/Fixtures").appending(path: path)
    }

    /// The files of a folder under `Tests/Fixtures`, by name.
    static func files(in folder: String, ending suffix: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: url(folder).path())
        return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: url(path), encoding: .utf8)
    }
}
