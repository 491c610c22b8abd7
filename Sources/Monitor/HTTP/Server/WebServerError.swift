/// A server that refuses to start.
enum WebServerError: Error, Equatable, CustomStringConvertible {
    case anonymous([String])

    var description: String {
        switch self {
        case .anonymous(let addresses):
            "anybody who reaches \(addresses.joined(separator: " or ")) could read the metrics and start retrainings: set "
                + "users or tokens with --web.config.file, listen on 127.0.0.1, or pass --insecure-allow-anonymous; for a "
                + "bridge the tokens of bridge.authorization or the keys of bridge.signatures are enough"
        }
    }
}
