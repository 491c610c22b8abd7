import Foundation
import HTTPTypes

/// What the headers of a delivery say of its signature, which only the body can prove.
struct SignatureClaim: Sendable {
    private let entry: SignatureConfiguration
    private let preamble: Data
    private let signatures: [Substring]

    /// Reads the headers.
    ///
    /// - Throws: What they lack, or that the delivery was signed too long ago.
    init(_ entry: SignatureConfiguration, of headers: HTTPFields, at now: Date) throws(DeliveryAccessError) {
        self.entry = entry
        let signature = try Self.value(entry.header, of: headers)
        let timestamp = try entry.timestampHeader.map { name throws(DeliveryAccessError) in
            try Self.timestamp(name, of: headers, within: entry.tolerance, of: now)
        }
        switch entry.scheme {
        case .standardWebhooks:
            let id = try Self.value(StandardWebhooks.idHeader, of: headers)
            // With a dot in it, a part of another body could pose as the time.
            guard !id.contains(".") else { throw .unreadable(header: StandardWebhooks.idHeader) }
            preamble = StandardWebhooks.preamble(id: id, timestamp: timestamp ?? "")
            signatures = signature.split(separator: " ")
        case .grafana, .github:
            preamble = Data((timestamp.map { $0 + ":" } ?? "").utf8)
            signatures = [signature[...]]
        }
    }

    /// Whether one of the signatures is that of the body; takes the same time for every wrong one.
    func holds(for body: Data) -> Bool {
        // An empty key is everybody's.
        guard let key = try? entry.key(), !key.isEmpty else { return false }
        let right = Array(entry.scheme.signature(of: preamble, body, with: key).utf8)
        return signatures.reduce(false) { BearerTokens.isEqual(Array($1.utf8), right) || $0 }
    }

    private static func value(_ name: String, of headers: HTTPFields) throws(DeliveryAccessError) -> String {
        guard let value = HTTPField.Name(name).flatMap({ headers[$0] }), !value.isEmpty else {
            throw .unsigned(headers: [name], isTokenTaken: false)
        }
        return value
    }

    private static func timestamp(
        _ name: String, of headers: HTTPFields, within tolerance: Duration, of now: Date
    ) throws(DeliveryAccessError) -> String {
        let text = try value(name, of: headers)
        // Twelve digits last for thirty thousand years, and are no number that overflows.
        guard text.utf8.count <= 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int(text)
        else { throw .unreadable(header: name) }
        let age = now.timeIntervalSince1970 - Double(seconds)
        guard abs(age) <= tolerance.seconds else { throw .stale(seconds: Int(age), tolerance: tolerance) }
        return text
    }
}
