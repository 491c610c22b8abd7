import Checks
import Foundation
import Statistics

/// What takes all columns of a data set together and is small.
struct ReferenceFacts: Codable, Sendable {
    let rows: RowCounts
    let duplicatedColumns: DuplicatedColumns
}

extension ReferenceFacts {
    /// JSON below a line with its hash: a digit that is not what it was would be a number like any other.
    func text() throws -> String {
        let json = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
        return StableHash.of(json) + "\n" + json
    }

    /// Reads that text.
    ///
    /// - Throws: An error if it is damaged.
    init(_ text: String) throws {
        let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[0] == StableHash.of(parts[1]) else {
            throw ProfileEncodingError.corrupt("its hash is another one")
        }
        self = try JSONDecoder().decode(Self.self, from: Data(parts[1].utf8))
    }
}
