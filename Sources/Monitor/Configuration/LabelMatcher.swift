import Foundation

/// One matcher in Alertmanager's syntax: `severity="critical"`, `!=`, `=~` or `!~` with an anchored regular expression.
public struct LabelMatcher: Sendable, Equatable, CustomStringConvertible {
    /// How the label's value is compared.
    enum Operator: String, Sendable, CaseIterable {
        case matches = "=~"
        case matchesNot = "!~"
        case differs = "!="
        case equals = "="
    }

    let label: String
    let comparison: Operator
    let value: String
    private let expression: NSRegularExpression?

    /// Parses a matcher; the value may stand in double quotes.
    init(_ text: String) throws(LabelMatcherError) {
        guard let position = text.firstIndex(where: { $0 == "=" || $0 == "!" }),
            let comparison = Operator.allCases.first(where: { text[position...].hasPrefix($0.rawValue) })
        else { throw .noOperator }
        let label = text[..<position].trimmingCharacters(in: .whitespaces)
        guard Self.isLabelName(label[...]) else { throw .badLabelName(label) }
        let value = try Self.unquoted(text[position...].dropFirst(comparison.rawValue.count))
        self.label = label
        self.comparison = comparison
        self.value = value
        switch comparison {
        case .equals, .differs: expression = nil
        case .matches, .matchesNot:
            guard let expression = try? NSRegularExpression(pattern: "\\A(?:\(value))\\z") else {
                throw .badExpression(value)
            }
            self.expression = expression
        }
    }

    /// The matcher as it is written in Alertmanager.
    public var description: String {
        "\(label)\(comparison.rawValue)\"\(value)\""
    }

    /// Whether a set of labels satisfies the matcher; an absent label counts as empty, as in Alertmanager.
    func matches(_ labels: [String: String]) -> Bool {
        let found = labels[label] ?? ""
        switch comparison {
        case .equals: return found == value
        case .differs: return found != value
        case .matches: return matchesExpression(found)
        case .matchesNot: return !matchesExpression(found)
        }
    }

    /// Whether the text is a label name of Prometheus's data model.
    static func isLabelName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
            default: false
            }
        }
    }

    private func matchesExpression(_ text: String) -> Bool {
        expression?.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    /// Takes the quotes off, with the escapes `\"`, `\\` and `\n`.
    private static func unquoted(_ text: Substring) throws(LabelMatcherError) -> String {
        let text = text.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("\"") else { return text }
        guard text.count >= 2, text.hasSuffix("\"") else { throw .unclosedQuote }
        var result = ""
        var rest = text.dropFirst().dropLast()
        while let character = rest.popFirst() {
            guard character == "\\" else {
                if character == "\"" { throw .unclosedQuote }
                result.append(character)
                continue
            }
            switch rest.popFirst() {
            case "n": result += "\n"
            case "\"": result += "\""
            case "\\": result += "\\"
            case let other?: result += "\\" + String(other)
            case nil: throw .unclosedQuote
            }
        }
        return result
    }
}
