import Yams

extension Node {
    /// The same value as YAML, which has all that JSON has. A text stays a text, whatever it looks like.
    init(_ json: JSONValue) {
        switch json {
        case .null: self.init("null", Tag(.null))
        case .boolean(let value): self.init("\(value)", Tag(.bool))
        case .integer(let value): self.init("\(value)", Tag(.int))
        case .number(let value): self.init("\(value)", Tag(.float))
        case .string(let value): self.init(value, Tag(.str))
        case .array(let values): self.init(values.map { Node($0) })
        case .object(let members):
            self.init(members.sorted { $0.key < $1.key }.map { (Node($0.key, Tag(.str)), Node($0.value)) })
        }
    }
}
