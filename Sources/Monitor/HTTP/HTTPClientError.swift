/// A call without an answer; whether the other side acted on it is unknown.
enum HTTPClientError: Error, Equatable, CustomStringConvertible {
    case transport(String)
    case responseTooLarge(limit: Int)
    case outOfMemory

    var description: String {
        switch self {
        case .transport(let reason): reason
        case .responseTooLarge(let limit): "the answer is longer than \(limit) bytes"
        case .outOfMemory: "no memory for the call"
        }
    }
}
