import Foundation

/// What a bridge answered, ready to print.
public struct BridgeAnswer: Sendable {
    let json: JSONValue
    private let raw: Data
    private let table: @Sendable (JSONValue) -> String

    init(_ raw: Data, table: @escaping @Sendable (JSONValue) -> String) throws {
        json = try JSONDecoder().decode(JSONValue.self, from: raw)
        self.raw = raw
        self.table = table
    }

    /// The answer as it is printed.
    public func formatted(as format: BridgeAnswerFormat) -> String {
        switch format {
        case .table: table(json)
        case .json: String(decoding: raw, as: UTF8.self)
        }
    }
}
