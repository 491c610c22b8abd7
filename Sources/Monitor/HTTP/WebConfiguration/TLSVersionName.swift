import NIOSSL

/// A version of TLS, in exporter-toolkit's words.
enum TLSVersionName: String, ConfigurationChoice, Comparable {
    case tls10 = "TLS10"
    case tls11 = "TLS11"
    case tls12 = "TLS12"
    case tls13 = "TLS13"

    static let placeholder = TLSVersionName.tls12

    static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }

    /// The version as the TLS library has it.
    var version: TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }
}
