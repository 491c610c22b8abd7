import Yams

/// Any scalar as text: where exporter-toolkit expects text, `1` and `true` need no quotes.
struct LooseText: ConfigurationValue {
    static let expectation = "a string"
    static let placeholder = LooseText(text: "")

    let text: String

    private init(text: String) {
        self.text = text
    }

    init?(configuration node: Node) {
        guard let scalar = node.scalar else { return nil }
        text = node.tag.description == Tag.Name.null.rawValue ? "" : scalar.string
    }
}
