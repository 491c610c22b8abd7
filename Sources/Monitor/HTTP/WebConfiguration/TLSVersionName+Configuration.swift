import NIOSSL
import Transfers

extension TLSVersionName: ConfigurationChoice {
    static let placeholder = TLSVersionName.tls12

    /// The version as the library of the server has it.
    var version: TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }
}
