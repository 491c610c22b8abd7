import Foundation

/// JSON as every answer has it: keys in a stable order, times as text.
enum StableJSON {
    /// One line with its end.
    static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(Timestamp.text(date))
        }
        return try encoder.encode(value) + Data("\n".utf8)
    }
}
