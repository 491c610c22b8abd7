/// A secret that cannot be read now.
package enum SecretError: Error, Equatable, CustomStringConvertible {
    case unreadable(String)

    package var description: String {
        switch self {
        case .unreadable(let path): "the secret file \(path) cannot be read"
        }
    }
}
