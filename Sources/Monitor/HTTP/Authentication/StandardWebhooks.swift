import Foundation

/// How the specification Standard Webhooks identifies and signs messages to webhooks, in its version 1.
enum StandardWebhooks {
    static let idHeader = "webhook-id"
    static let timestampHeader = "webhook-timestamp"
    static let signatureHeader = "webhook-signature"

    /// What is signed before the body.
    static func preamble(id: String, timestamp: String) -> Data { Data("\(id).\(timestamp).".utf8) }

    /// The bytes of a key: what follows `whsec_` in base64, none if it is not, and any other text as it is.
    static func key(_ secret: String) -> Data {
        let prefix = "whsec_"
        guard secret.hasPrefix(prefix) else { return Data(secret.utf8) }
        return Data(base64Encoded: String(secret.dropFirst(prefix.count))) ?? Data()
    }
}
