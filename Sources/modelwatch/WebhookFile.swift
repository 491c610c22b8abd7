import ArgumentParser
import Foundation

/// A file with the body of a webhook; - is standard input.
struct WebhookFile {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    func read() throws -> Data {
        if name == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
        guard let data = try? Data(contentsOf: URL(filePath: name)) else {
            throw ValidationError("\(name) cannot be read")
        }
        return data
    }
}
