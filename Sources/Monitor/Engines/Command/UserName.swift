import Yams

/// The name of a user, or the number.
struct UserName: ConfigurationValue {
    static let expectation = "the name or the number of a user"
    static let placeholder = UserName(text: "")

    let text: String

    init(text: String) {
        self.text = text
    }

    init?(configuration node: Node) {
        guard let text = node.scalar?.string, !text.isEmpty else { return nil }
        self.text = text
    }

    var configuration: Node? { Node(text) }
}
