/// A bridge that refuses to start.
enum BridgeError: Error, Equatable, CustomStringConvertible {
    case emptyToken

    var description: String {
        switch self {
        case .emptyToken: "a token in bridge.authorization is empty: write one into it, or into its credentials_file"
        }
    }
}
