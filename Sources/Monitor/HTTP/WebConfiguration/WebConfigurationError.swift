/// A web configuration file that is well-formed but cannot be obeyed by the running server.
enum WebConfigurationError: Error, Equatable, CustomStringConvertible {
    case withoutTLS(String)
    case anonymous(String)

    var description: String {
        switch self {
        case .withoutTLS(let path):
            "\(path) no longer has tls_server_config: restart to serve without TLS"
        case .anonymous(let path):
            "\(path) no longer asks for credentials, and anybody on the network could pass: give it users or tokens, or "
                + "start with --insecure-allow-anonymous"
        }
    }
}
