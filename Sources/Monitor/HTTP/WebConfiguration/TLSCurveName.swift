import NIOSSL

/// A curve for the exchange of keys, in Go's words.
enum TLSCurveName: String, ConfigurationChoice {
    case p256 = "CurveP256"
    case p384 = "CurveP384"
    case p521 = "CurveP521"
    case x25519 = "X25519"

    static let placeholder = TLSCurveName.x25519

    /// The curve as the TLS library has it.
    var curve: NIOTLSCurve {
        switch self {
        case .p256: .secp256r1
        case .p384: .secp384r1
        case .p521: .secp521r1
        case .x25519: .x25519
        }
    }
}
