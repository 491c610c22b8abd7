/// A secret that cannot be read now.
enum SecretError: Error, Equatable, CustomStringConvertible {
    case unreadable(String)

    var description: String {
        switch self {
        case .unreadable(let path): "the secret file \(path) cannot be read"
        }
    }
}
