public import Statistics

/// Which columns hold predicted probabilities.
public enum ProbabilityColumns: Sendable, Equatable {
    /// One column: the probability of the positive label.
    case positive(String)
    /// One column for each label, by the name of the column.
    case labels([String: Category])
    /// One column for each label, whose name holds the label between a beginning and an end.
    case pattern(prefix: String, suffix: String)

    /// Whether a column is one of them.
    public func contains(_ column: String) -> Bool {
        switch self {
        case .positive(let name): column == name
        case .labels(let labels): labels[column] != nil
        case .pattern(let prefix, let suffix):
            column.utf8.count > prefix.utf8.count + suffix.utf8.count && column.hasPrefix(prefix)
                && column.hasSuffix(suffix)
        }
    }

    /// The label whose probability a column holds; nil for the positive label, and for other columns.
    func label(of column: String) -> Category? {
        guard contains(column) else { return nil }
        switch self {
        case .positive: return nil
        case .labels(let labels): return labels[column]
        case .pattern(let prefix, let suffix):
            return Category(String(column.dropFirst(prefix.count).dropLast(suffix.count)))
        }
    }
}
