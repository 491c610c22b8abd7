/// Rows of both data sets that have something in common.
public struct Segment: Sendable, Hashable {
    /// What they have in common.
    public enum Group: Sendable, Hashable {
        /// A value, or an interval such as `[18, 30)`, as text.
        case value(String)
        /// That they have no value.
        case missing
        /// That they are in none of the segments that are shown.
        case other
    }

    /// The column that tells rows apart.
    public let column: String
    public let group: Group

    /// Names a segment.
    public init(column: String, group: Group) {
        self.column = column
        self.group = group
    }

    /// The values of the labels `column`, `segment` and `group`: a value may be any text, even one that looks like a group.
    var labels: [String] {
        switch group {
        case .value(let text): [column, text, "value"]
        case .missing: [column, "", "missing"]
        case .other: [column, "", "other"]
        }
    }
}
