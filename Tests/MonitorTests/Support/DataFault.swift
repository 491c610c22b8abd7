import Foundation
import TestSupport

/// A data set that cannot be evaluated, and what users must be told of it.
struct DataFault: Sendable {
    /// The file, glob or folder, in the folder it is made in.
    let name: String
    /// A part of the message.
    let reason: String
    /// Leaves the data set in a folder.
    let make: @Sendable (TemporaryFolder) throws -> Void

    /// A data set whose only file has these bytes.
    init(_ name: String, _ reason: String, bytes: @escaping @Sendable () throws -> Data) {
        self.init(name, reason) { folder in try bytes().write(to: folder.url.appending(path: name)) }
    }

    init(_ name: String, _ reason: String, make: @escaping @Sendable (TemporaryFolder) throws -> Void) {
        self.name = name
        self.reason = reason
        self.make = make
    }

    /// A file or folder of the fixtures, as it is.
    init(fixture: String, _ reason: String) {
        let name = String(fixture.split(separator: "/").last ?? "")
        self.init(name, reason) { folder in
            try FileManager.default.copyItem(
                at: Fixtures.url("formats").appending(path: fixture), to: folder.url.appending(path: name))
        }
    }
}
