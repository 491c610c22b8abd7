/// A bridge that refuses to start.
enum BridgeError: Error, Equatable, CustomStringConvertible {
    case anonymous(host: String)

    var description: String {
        switch self {
        case .anonymous(let host):
            "anybody who reaches \(host) could start retrainings: set bridge.authorization in the configuration, "
                + "listen on 127.0.0.1, or pass --insecure-allow-anonymous"
        }
    }
}
