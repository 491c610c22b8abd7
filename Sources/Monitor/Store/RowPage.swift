/// Some rows of a list, newest first.
struct RowPage<Row: Sendable>: Sendable {
    let rows: [Row]
    /// Where the next ones begin; nil at the end of the list.
    let next: String?

    /// Takes one row more than asked for, which tells that others follow.
    init(_ found: [Row], limit: Int, cursor: (Row) -> String) {
        rows = Array(found.prefix(limit))
        next = found.count > limit ? rows.last.map(cursor) : nil
    }
}
