import Crypto
import Foundation
import Transfers

/// One message to a webhook, identified and signed as Standard Webhooks describes it.
struct WebhookMessage: Sendable {
    /// What a message is about: the value of `X-Modelwatch-Event`.
    enum Event: String, Sendable {
        case requested = "retrain.requested"
        case cancelled = "retrain.cancelled"
    }

    let event: Event
    /// The same for each try to send it.
    let id: String
    let body: Data

    /// The headers of the message at a moment, with one signature for each key.
    func headers(secrets: [Secret], at now: Date) throws -> [(name: String, value: String)] {
        let timestamp = "\(Int(now.timeIntervalSince1970))"
        var headers: [(name: String, value: String)] = [
            ("Content-Type", "application/json"), ("Idempotency-Key", id), ("X-Modelwatch-Event", event.rawValue),
            ("webhook-id", id), ("webhook-timestamp", timestamp),
        ]
        guard !secrets.isEmpty else { return headers }
        let signatures = try secrets.map { try signature(with: $0.read(), timestamp) }
        headers.append(("webhook-signature", signatures.joined(separator: " ")))
        return headers
    }

    private func signature(with secret: String, _ timestamp: String) throws -> String {
        let content = Data("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: Self.key(secret)))
        return "v1,\(Data(code).base64EncodedString())"
    }

    /// The bytes of a key: what follows `whsec_` in base64, and any other text as it is.
    private static func key(_ secret: String) -> Data {
        let prefix = "whsec_"
        guard secret.hasPrefix(prefix), let key = Data(base64Encoded: String(secret.dropFirst(prefix.count))) else {
            return Data(secret.utf8)
        }
        return key
    }
}
