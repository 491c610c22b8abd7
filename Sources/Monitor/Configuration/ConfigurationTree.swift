import Transfers
import Yams

/// What a part of the configuration amounts to, to be shown: defaults are in it, secrets are not.
public indirect enum ConfigurationTree: Sendable, Equatable {
    /// One value; text is told from what would be a number, a boolean or nothing without quotes.
    case scalar(String, isText: Bool)
    case sequence([ConfigurationTree])
    case mapping([Entry])

    /// A key with its value.
    public struct Entry: Sendable, Equatable {
        let key: String
        let value: ConfigurationTree
    }

    /// What stands for a secret.
    static let secret = ConfigurationTree.scalar(Secret.text("").description, isText: true)

    /// What stands in a file, with what looks like a secret left out.
    init(_ node: Node, under key: String = "") {
        if let mapping = node.mapping {
            self = .mapping(
                mapping.map { pair in
                    let key = pair.key.scalar?.string ?? ""
                    return Entry(key: key, value: ConfigurationTree(pair.value, under: key))
                })
        } else if let sequence = node.sequence {
            self = .sequence(sequence.map { ConfigurationTree($0, under: key) })
        } else {
            let text = node.scalar?.string ?? ""
            self =
                SecretPattern.isSecretKey(key)
                ? .secret
                : .scalar(SecretPattern.masked(text), isText: node.tag.description == Tag.Name.str.rawValue)
        }
    }

    /// The same with every value hidden, the keys left as they are.
    var concealed: ConfigurationTree {
        switch self {
        case .scalar: .secret
        case .sequence(let items): .sequence(items.map(\.concealed))
        case .mapping(let entries): .mapping(entries.map { Entry(key: $0.key, value: $0.value.concealed) })
        }
    }

    /// The tree as YAML, ending in a newline.
    public var yaml: String {
        (try? Yams.serialize(node: node, allowUnicode: true)) ?? ""
    }

    private var node: Node {
        switch self {
        case .scalar(let text, let isText): Self.written(text, isText: isText)
        case .sequence(let items):
            .sequence(.init(items.map(\.node), Tag(.seq), items.allSatisfy(\.isScalar) ? .flow : .block))
        case .mapping(let entries):
            .mapping(.init(entries.map { (Self.written($0.key, isText: true), $0.value.node) }, Tag(.map), .block))
        }
    }

    private var isScalar: Bool {
        if case .scalar = self { true } else { false }
    }

    private static func written(_ text: String, isText: Bool) -> Node {
        let plain = Node.scalar(.init(text, Tag(.implicit)))
        let needsQuotes = isText && plain.tag.description != Tag.Name.str.rawValue
        return needsQuotes ? .scalar(.init(text, Tag(.str), .doubleQuoted)) : plain
    }
}
