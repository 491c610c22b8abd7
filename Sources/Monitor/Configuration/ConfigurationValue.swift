import Yams

/// A type that one value of the configuration file can have.
protocol ConfigurationValue {
    /// What is expected, as in `must be a string`.
    static var expectation: String { get }
    /// What an accessor returns after it noted a mistake; it is never used, because the file is refused.
    static var placeholder: Self { get }
    /// Reads the node; nil if it is of another type.
    init?(configuration node: Node)
    /// How the value is written, for defaults to be shown; nil to leave it out.
    var configuration: Node? { get }
}

extension ConfigurationValue {
    /// A default that is not shown.
    var configuration: Node? { nil }
}

extension String: ConfigurationValue {
    static let expectation = "a string"
    static let placeholder = ""

    init?(configuration node: Node) {
        guard let scalar = node.scalar, node.tag.description == Tag.Name.str.rawValue || node.isTimestamp else {
            return nil
        }
        self = scalar.string
    }

    var configuration: Node? { Node(self, Tag(.str)) }
}

extension Int: ConfigurationValue {
    static let expectation = "a whole number"
    static let placeholder = 0

    init?(configuration node: Node) {
        guard node.tag.description == Tag.Name.int.rawValue, let value = node.int else { return nil }
        self = value
    }

    var configuration: Node? { Node("\(self)") }
}

extension Double: ConfigurationValue {
    static let expectation = "a number"
    static let placeholder = 0.0

    init?(configuration node: Node) {
        let tags = [Tag.Name.int.rawValue, Tag.Name.float.rawValue]
        guard tags.contains(node.tag.description), let value = node.float, value.isFinite else { return nil }
        self = value
    }

    var configuration: Node? { Node("\(self)") }
}

extension Bool: ConfigurationValue {
    static let expectation = "true or false"
    static let placeholder = false

    init?(configuration node: Node) {
        guard node.tag.description == Tag.Name.bool.rawValue, let value = node.bool else { return nil }
        self = value
    }

    var configuration: Node? { Node("\(self)") }
}

extension Array: ConfigurationValue where Element: ConfigurationValue {
    static var expectation: String { "a list, each item \(Element.expectation)" }
    static var placeholder: Self { [] }

    init?(configuration node: Node) {
        guard let sequence = node.sequence else { return nil }
        let items = sequence.compactMap { Element(configuration: $0) }
        guard items.count == sequence.count else { return nil }
        self = items
    }

    var configuration: Node? {
        let items = compactMap(\.configuration)
        return items.count == count ? Node(items) : nil
    }
}
