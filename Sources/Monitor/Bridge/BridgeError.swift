/// A bridge that refuses to start.
enum BridgeError: Error, Equatable, CustomStringConvertible {
    case unusableStorage(String, reason: String)
    case emptyToken
    case emptyKey
    case weakToken(String)
    case sharedToken(String, String)
    case ingestToken(String)

    var description: String {
        switch self {
        case .unusableStorage(let path, let reason):
            "\(path) cannot be opened: \(reason); see that this account may write there, or give another "
                + "folder as global.storage_path"
        case .emptyToken: "a token in bridge.authorization is empty: write one into it, or into its credentials_file"
        case .emptyKey:
            "a secret in bridge.signatures is empty, or no base64 behind whsec_: write one into it, or into its secret_file"
        case .weakToken(let name):
            "the token of the operator \(name) has fewer than \(OperatorTokens.minimumLength) characters: take a longer one, "
                + "such as the output of openssl rand -hex 32"
        case .sharedToken(let first, let second):
            "the operators \(first) and \(second) have the same token: give each one of their own, the audit trail goes by it"
        case .ingestToken(let name):
            "the token of the operator \(name) is also in bridge.authorization or bridge.signatures: give them another one, whoever sends alerts "
                + "must not approve what follows from them"
        }
    }
}
