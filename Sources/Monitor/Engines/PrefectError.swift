import Foundation

/// An answer of Prefect that is no success.
enum PrefectError: Error, Equatable, CustomStringConvertible {
    case status(Int, String)
    case unexpectedAnswer

    /// Whether the same call would be refused again; 409 is a failed validation of the parameters, not "exists".
    var isPermanent: Bool {
        guard case .status(let status, _) = self else { return false }
        return (300..<500).contains(status) && ![401, 403, 408, 425, 429].contains(status)
    }

    var description: String {
        switch self {
        case .status(let status, let detail): "Prefect answered \(status)" + (detail.isEmpty ? "" : ": \(detail)")
        case .unexpectedAnswer: "Prefect's answer could not be read"
        }
    }

    /// The message inside an error body, cut to a length that fits a page.
    static func detail(_ body: Data) -> String {
        struct Message: Decodable {
            let detail: String?
            let exceptionMessage: String?

            private enum CodingKeys: String, CodingKey {
                case detail
                case exceptionMessage = "exception_message"
            }
        }
        let message = try? JSONDecoder().decode(Message.self, from: body)
        return String((message?.detail ?? message?.exceptionMessage ?? "").prefix(300))
    }
}
