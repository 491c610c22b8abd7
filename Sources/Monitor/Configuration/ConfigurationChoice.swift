import Yams

/// A closed set of words that a key can have.
protocol ConfigurationChoice: ConfigurationValue, RawRepresentable<String>, CaseIterable {}

extension ConfigurationChoice {
    static var expectation: String {
        "one of " + allCases.map(\.rawValue).joined(separator: ", ")
    }

    var configuration: Node? { Node(rawValue) }

    init?(configuration node: Node) {
        guard let text = node.scalar?.string else { return nil }
        self.init(rawValue: text)
    }
}
