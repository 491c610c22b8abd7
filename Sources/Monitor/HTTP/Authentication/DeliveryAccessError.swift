/// A delivery of somebody who may not deliver.
enum DeliveryAccessError: Error, Equatable, CustomStringConvertible {
    case noToken
    case unsigned(headers: [String], isTokenTaken: Bool)
    case unreadable(header: String)
    case stale(seconds: Int, tolerance: Duration)
    case wrongSignature

    var description: String {
        switch self {
        case .noToken: "a bearer token is needed"
        case .unsigned(let headers, let isTokenTaken):
            "\(isTokenTaken ? "a bearer token or " : "")a signature in the header \(headers.joined(separator: " or ")) is needed"
        case .unreadable(let header): "the header \(header) cannot be read"
        case .stale(let seconds, let tolerance):
            "the delivery was signed \(abs(seconds)) s \(seconds < 0 ? "in the future" : "ago"), at most "
                + "\(Int(tolerance.seconds)) s are taken: sign each anew, and let the clocks agree"
        case .wrongSignature: "the signature is that of another body, or made with another key"
        }
    }
}
