import Foundation

/// What requests to S3 are signed with.
struct AWSCredentials: Sendable {
    let accessKey: String
    let secretKey: String
    var sessionToken: String?
    /// When they end; nil if they do not.
    var expiration: Date?
    /// Where they come from, for messages.
    let origin: String

    private static let margin: TimeInterval = 300

    /// Whether they will do for a while.
    func areValid(at now: Date) -> Bool { expiration.map { $0 > now + Self.margin } ?? true }
}
