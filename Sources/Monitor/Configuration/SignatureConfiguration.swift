import Foundation
import HTTPTypes
import Transfers

/// One entry of `bridge.signatures`: a key with which a sender signs its deliveries.
struct SignatureConfiguration: Sendable, Equatable {
    let scheme: SignatureScheme
    let secret: Secret
    /// Where the signature stands; as the scheme has it by default.
    let header: String
    /// Where the time of sending stands; nil where it is not signed.
    let timestampHeader: String?
    /// How far that time may be from ours where it is signed; 5m by default.
    let tolerance: Duration

    init(_ mapping: ConfigurationMapping) {
        scheme = mapping.value("scheme")
        secret = mapping.secret("secret")
        let header: String? = mapping.optionalValue("header")
        let timestamp: String? = mapping.optionalValue("timestamp_header")
        self.header = header ?? scheme.header
        timestampHeader = scheme == .standardWebhooks ? StandardWebhooks.timestampHeader : timestamp
        if timestampHeader != nil {
            tolerance = mapping.value("tolerance", default: .seconds(300))
            mapping.requirePositive("tolerance")
        } else {
            tolerance = .zero
        }
        for (key, name) in [("header", header), ("timestamp_header", timestamp)] {
            guard let name else { continue }
            if HTTPField.Name(name) == nil { mapping.reject(key, "must be the name of a header") }
            if scheme == .standardWebhooks {
                mapping.reject(key, "is not for standard_webhooks, which names its headers")
            }
        }
        if scheme == .github, timestamp != nil {
            mapping.reject("timestamp_header", "is not for github, which signs the body alone")
        }
        if timestampHeader == nil, mapping.contains("tolerance") {
            mapping.reject("tolerance", "needs timestamp_header: without it nothing tells when a delivery was signed")
        }
    }

    /// The bytes of the key, which may have changed since the last delivery.
    func key() throws -> Data { scheme.key(try secret.read()) }
}
