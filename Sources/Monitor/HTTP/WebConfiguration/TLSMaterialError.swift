/// A certificate or key that cannot be used.
enum TLSMaterialError: Error, Equatable, CustomStringConvertible {
    case unreadable(key: String, reason: String)
    case unusable(key: String, file: String?, expected: String)
    case mismatch

    var description: String {
        switch self {
        case .unreadable(let key, let reason): "tls_server_config.\(key): \(reason)"
        case .unusable(let key, let file?, let expected):
            "tls_server_config.\(key): \(file) must hold \(expected)"
        case .unusable(let key, nil, let expected): "tls_server_config.\(key) must hold \(expected)"
        case .mismatch: "tls_server_config: the key is not that of the first certificate"
        }
    }
}
