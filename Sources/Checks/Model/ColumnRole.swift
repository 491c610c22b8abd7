/// What a column is to the model.
public enum ColumnRole: String, Sendable, CaseIterable {
    case feature, target, prediction, probability, timestamp, id, user, item

    /// Whether the values of both data sets are compared; those of the others differ anyway.
    public var isCompared: Bool { [.feature, .target, .prediction, .probability].contains(self) }
}
