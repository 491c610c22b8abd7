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
            (StandardWebhooks.idHeader, id), (StandardWebhooks.timestampHeader, timestamp),
        ]
        guard !secrets.isEmpty else { return headers }
        let preamble = StandardWebhooks.preamble(id: id, timestamp: timestamp)
        let scheme = SignatureScheme.standardWebhooks
        let signatures = try secrets.map { secret in
            let text = try secret.read()
            let key = scheme.key(text)
            // What only looks like base64 is a key all the same; an empty one would be everybody's.
            return scheme.signature(of: preamble, body, with: key.isEmpty ? Data(text.utf8) : key)
        }
        headers.append((StandardWebhooks.signatureHeader, signatures.joined(separator: " ")))
        return headers
    }
}
