import Crypto
import Foundation

/// How a sender signs what it sends.
enum SignatureScheme: String, ConfigurationChoice {
    /// Base64 over the id, the time and the body, as the specification Standard Webhooks has it.
    case standardWebhooks = "standard_webhooks"
    /// Hexadecimal digits over the body, or over the time and the body.
    case grafana
    /// `sha256=` and hexadecimal digits over the body.
    case github

    static let placeholder = SignatureScheme.standardWebhooks

    /// The header of the signature where none is configured.
    var header: String {
        switch self {
        case .standardWebhooks: StandardWebhooks.signatureHeader
        case .grafana: "X-Grafana-Alerting-Signature"
        case .github: "X-Hub-Signature-256"
        }
    }

    /// The bytes of a key.
    func key(_ secret: String) -> Data {
        self == .standardWebhooks ? StandardWebhooks.key(secret) : Data(secret.utf8)
    }

    /// The signature as the header must have it.
    ///
    /// - Parameter preamble: What is signed before the body.
    func signature(of preamble: Data, _ body: Data, with key: Data) -> String {
        switch self {
        case .standardWebhooks: "v1," + Data(Self.code(of: preamble, body, with: key)).base64EncodedString()
        case .grafana: Self.code(of: preamble, body, with: key).hexadecimal
        case .github: "sha256=" + Self.code(of: preamble, body, with: key).hexadecimal
        }
    }

    /// The code by which whoever has the key knows that both are unchanged (HMAC-SHA256, RFC 2104).
    private static func code(of preamble: Data, _ body: Data, with key: Data) -> HMAC<SHA256>.MAC {
        var code = HMAC<SHA256>(key: SymmetricKey(data: key))
        code.update(data: preamble)
        code.update(data: body)
        return code.finalize()
    }
}
