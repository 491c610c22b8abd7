import Yams

extension Node {
    /// What a user would call this node, with its text where that helps.
    var configurationKind: String {
        guard let scalar else { return mapping != nil ? "a mapping" : "a list" }
        switch tag.description {
        case Tag.Name.null.rawValue: return "nothing"
        case Tag.Name.bool.rawValue: return "the boolean \(scalar.string) (quote it if text is meant)"
        case Tag.Name.int.rawValue, Tag.Name.float.rawValue:
            return "the number \(scalar.string) (quote it if text is meant)"
        default: return "\"\(scalar.string)\""
        }
    }

    /// Whether YAML takes the text for a date, which is text to us.
    var isTimestamp: Bool {
        tag.description == Tag.Name.timestamp.rawValue
    }
}
