import Foundation
import Transfers

/// The bearer tokens that one door accepts; those kept in files are read for every request, so they can be rotated.
struct BearerTokens: Sendable {
    private let tokens: [Secret]

    init(_ tokens: [Secret]) {
        self.tokens = tokens
    }

    /// Whether anybody may pass.
    var isEmpty: Bool { tokens.isEmpty }

    /// Whether the value of an `Authorization` header is one of the tokens; takes the same time for all of them.
    func accept(_ header: String?) -> Bool {
        guard !tokens.isEmpty else { return true }
        guard let header, header.lowercased().hasPrefix("bearer ") else { return false }
        let given = Array(header.dropFirst("bearer ".count).utf8)
        return tokens.reduce(false) { found, token in
            guard let expected = try? token.read(), !expected.isEmpty else { return found }
            return Self.isEqual(given, Array(expected.utf8)) || found
        }
    }

    /// Compares without stopping at the first difference.
    static func isEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        var difference = UInt8(first.count == second.count ? 0 : 1)
        for index in first.indices {
            difference |= first[index] ^ (index < second.count ? second[index] : 0)
        }
        return difference == 0
    }
}
