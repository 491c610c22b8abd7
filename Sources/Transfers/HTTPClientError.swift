/// A call without an answer; whether the other side acted on it is unknown.
package enum HTTPClientError: Error, Equatable, CustomStringConvertible {
    /// No connection was made, or the server turned it down for our certificate: nobody took the call.
    case unreachable(String)
    /// The name stands for no address to which the call may go.
    case addressDenied(String)
    case transport(String)
    case responseTooLarge(limit: Int)
    /// What was received could not be kept.
    case storage(String)
    case outOfMemory
    case cancelled

    package var description: String {
        switch self {
        case .unreachable(let reason), .transport(let reason): reason
        case .addressDenied(let address): "calls to the address \(address) are denied"
        case .responseTooLarge(let limit): "the answer is longer than \(limit) bytes"
        case .storage(let reason): "the answer cannot be kept: \(reason)"
        case .outOfMemory: "no memory for the call"
        case .cancelled: "the call was given up"
        }
    }
}
