package import Foundation

/// What requests to Amazon's services are signed with.
package struct AWSCredentials: Sendable {
    package let accessKey: String
    package let secretKey: String
    package var sessionToken: String?
    /// When they end; nil if they do not.
    package var expiration: Date?
    /// Where they come from, for messages.
    package let origin: String

    private static let margin: TimeInterval = 300

    package init(
        accessKey: String, secretKey: String, sessionToken: String? = nil, expiration: Date? = nil, origin: String
    ) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.origin = origin
    }

    /// Whether they will do for a while.
    package func areValid(at now: Date) -> Bool { expiration.map { $0 > now + Self.margin } ?? true }
}
