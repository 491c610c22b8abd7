import CCurl

/// A version of TLS, in Prometheus's words.
package enum TLSVersionName: String, Sendable, CaseIterable, Comparable {
    case tls10 = "TLS10"
    case tls11 = "TLS11"
    case tls12 = "TLS12"
    case tls13 = "TLS13"

    package static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }

    /// The version as the least that libcurl takes.
    var minimum: Int {
        switch self {
        case .tls10: CURL_SSLVERSION_TLSv1_0
        case .tls11: CURL_SSLVERSION_TLSv1_1
        case .tls12: CURL_SSLVERSION_TLSv1_2
        case .tls13: CURL_SSLVERSION_TLSv1_3
        }
    }
}
