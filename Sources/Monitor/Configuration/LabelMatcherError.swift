/// A matcher that cannot be parsed.
enum LabelMatcherError: Error, Equatable, CustomStringConvertible {
    case noOperator
    case badLabelName(String)
    case badExpression(String)
    case unclosedQuote

    var description: String {
        switch self {
        case .noOperator: "one of = != =~ !~ is missing"
        case .badLabelName(let name): "\"\(name)\" is no label name"
        case .badExpression(let pattern): "\"\(pattern)\" is no regular expression"
        case .unclosedQuote: "a quote is not closed"
        }
    }
}
