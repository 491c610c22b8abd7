/// A bridge that refuses to start.
enum BridgeError: Error, Equatable, CustomStringConvertible {
    case anonymous(ListenAddress)
    case emptyToken

    var description: String {
        switch self {
        case .anonymous(let address):
            "anybody who reaches \(address) could start retrainings: set bridge.authorization in the configuration, "
                + "listen on 127.0.0.1, or pass --insecure-allow-anonymous"
        case .emptyToken: "a token in bridge.authorization is empty: write one into it, or into its credentials_file"
        }
    }
}
