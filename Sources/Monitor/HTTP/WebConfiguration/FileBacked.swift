import Dataset
import Foundation

/// A value read from files, which is read again only when one of them may have changed.
///
/// What is new counts at the next look, be it a failure. Files that changed a moment before they were read are read
/// again, because a second change within the resolution of their times would go unseen.
struct FileBacked<Value: Sendable>: Sendable {
    private var stamps: [FileStamp?] = []
    private var result: Result<Value, any Error>?
    private var readAt = Duration.zero

    /// The value of now.
    ///
    /// - Parameter load: Reads the files; what it throws is thrown again until one of them changes.
    mutating func value(of paths: [String], _ load: () throws -> Value) throws -> Value {
        let found = paths.map { FileStamp($0) }
        if let result, found == stamps, found.allSatisfy({ $0?.isSettled(at: readAt) ?? true }) {
            return try result.get()
        }
        readAt = .seconds(Date().timeIntervalSince1970)
        stamps = found
        let read = Result { try load() }
        result = read
        return try read.get()
    }
}
