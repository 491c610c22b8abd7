import Foundation
import Transfers

/// The bearer tokens of operators; those kept in files are read for every request, so they can be rotated.
struct OperatorTokens: Sendable {
    /// Shorter ones could be guessed.
    static let minimumLength = 16

    private let entries: [(name: String, token: Secret)]

    init(_ operators: [OperatorConfiguration]) {
        entries = operators.compactMap { entry in entry.token.map { (entry.name, $0) } }
    }

    /// Whose token this is; takes the same time for all of them.
    func owner(of token: String) -> Operator? {
        let given = Array(token.utf8)
        return entries.reduce(nil) { found, entry in
            // One that became too short counts no more: whoever reads the log of the reload knows why.
            guard let expected = try? entry.token.read(), expected.utf8.count >= Self.minimumLength,
                BearerTokens.isEqual(given, Array(expected.utf8))
            else { return found }
            return Operator(name: entry.name)
        }
    }

    /// Makes sure that each token can be read, is long, and is nobody else's.
    func check(apartFrom others: [Secret]) throws {
        let taken = try others.map { try $0.read() }
        var owners: [String: String] = [:]
        for (name, token) in entries {
            let text = try token.read()
            guard text.utf8.count >= Self.minimumLength else { throw BridgeError.weakToken(name) }
            guard !taken.contains(text) else { throw BridgeError.ingestToken(name) }
            if let other = owners.updateValue(name, forKey: text) { throw BridgeError.sharedToken(other, name) }
        }
    }
}
