import HTTPTypes
import Hummingbird

/// Why an operator does something, in the operator's own words.
enum OperatorReason {
    /// Characters at most.
    static let limit = 500

    /// The reason, or the standard one where none is given.
    ///
    /// - Throws: ``HTTPError`` with what the operator is told.
    static func checked(_ reason: String, or standard: String) throws -> String {
        guard reason.count <= limit, reason.allSatisfy({ !$0.isNewline }),
            reason.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw HTTPError(.badRequest, message: "a reason is one line of at most \(limit) characters") }
        return reason.isEmpty ? standard : reason
    }
}
