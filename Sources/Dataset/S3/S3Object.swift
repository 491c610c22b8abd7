import Foundation

/// An object as a listing describes it.
struct S3Object: Sendable, Equatable {
    let key: String
    /// Changes with the content.
    let tag: String
    /// Bytes.
    let size: Int
    let modified: Date?

    /// A tag without quotes: some stores give them in headers only.
    static func tag(_ text: String?) -> String {
        text?.trimmingCharacters(in: CharacterSet(charactersIn: "\"")) ?? ""
    }
}
