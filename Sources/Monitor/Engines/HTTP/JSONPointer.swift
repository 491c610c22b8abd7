import Yams

/// The way to one value of a JSON document, such as `/data/id` (RFC 6901).
struct JSONPointer: Sendable, Equatable {
    private let steps: [String]

    /// Parses the text; nil unless it is empty or begins with a slash.
    init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        steps = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            String($0.replacing("~1", with: "/").replacing("~0", with: "~"))
        }
    }

    /// The value at the end of the way; nil if it leads nowhere.
    func value(in document: JSONValue) -> JSONValue? {
        steps.reduce(document) { value, step in
            if let items = value?.array { return Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil } }
            return value?[step]
        }
    }

    /// The same as text, where it is one, a whole number or a truth value.
    func text(in document: JSONValue) -> String? {
        switch value(in: document) {
        case .string(let text)?: text
        case .integer(let number)?: "\(number)"
        case .boolean(let value)?: "\(value)"
        default: nil
        }
    }
}

extension JSONPointer: ConfigurationValue {
    static let expectation = "a JSON pointer such as \"/data/id\""
    static let placeholder = JSONPointer()

    init?(configuration node: Node) {
        guard let text = String(configuration: node) else { return nil }
        self.init(text)
    }

    private init() {
        steps = []
    }
}
