/// What a column is to the model.
public enum ColumnRole: String, Sendable, CaseIterable {
    case feature, target, prediction, probability, timestamp, id, user, item
}
