import Foundation

/// A sign-in that a browser brings back with every request.
struct OperatorSession: Sendable, Equatable {
    /// After this many seconds the person signs in again.
    static let lifetime = 12 * 3600

    let name: String
    /// In seconds since 1970.
    let expires: Int
    /// A random number that no other session has.
    let nonce: String

    init(name: String, at now: Date) {
        self.name = name
        expires = Int(now.timeIntervalSince1970) + Self.lifetime
        nonce = ULID(at: now).description
    }

    /// Reads what ``text`` wrote.
    init?(_ text: Substring) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let expires = Int(parts[1]) else { return nil }
        name = String(parts[0])
        self.expires = expires
        nonce = String(parts[2])
    }

    /// The session in characters that a cookie may have; names of operators have no others.
    var text: String { "\(name)/\(expires)/\(nonce)" }

    func isValid(at now: Date) -> Bool { now.timeIntervalSince1970 < Double(expires) }
}
