/// What a column is to a statistical test.
public enum ColumnKind: String, Sendable, CaseIterable {
    case numerical, categorical, text, datetime
}
