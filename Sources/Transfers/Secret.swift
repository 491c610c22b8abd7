import Foundation

/// A password or token, which never appears in logs, pages or error messages.
public enum Secret: Sendable, Hashable {
    /// Written in the configuration itself.
    case text(String)
    /// Kept in a file, which is read each time so that it can be rotated.
    case file(String)

    /// The secret itself, without the newline that ends its file.
    public func read() throws -> String {
        switch self {
        case .text(let text): return text
        case .file(let path):
            guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
                throw SecretError.unreadable(path)
            }
            return text.trimmingCharacters(in: .newlines)
        }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A stand-in, never the secret.
    public var description: String { "<secret>" }
    /// A stand-in, never the secret.
    public var debugDescription: String { description }
    /// A mirror without children, so that dumping a value shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
