/// A login that gave no token; the engine itself was not called.
enum LoginError: Error, Equatable, CustomStringConvertible {
    /// The service knows us and says no, or does not know us.
    case refused(Int, String)
    /// The service cannot be asked now.
    case unavailable(String)
    /// What we identify ourselves with cannot be used.
    case unusable(String)

    var description: String {
        switch self {
        case .refused(let status, let detail):
            "the login is refused with \(status)" + (detail.isEmpty ? "" : ": \(detail)")
        case .unavailable(let reason): "the login service cannot be asked: \(reason)"
        case .unusable(let reason): reason
        }
    }
}
