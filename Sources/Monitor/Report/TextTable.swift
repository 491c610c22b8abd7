/// Columns of text, padded to their widest cell.
struct TextTable {
    let header: [String]
    let rows: [[String]]
    /// Columns of numbers.
    let rightAligned: Set<Int>

    /// The table, one line per row, each ending in a newline.
    var text: String {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([header] + rows).map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return rightAligned.contains(column) ? padding + row[column] : row[column] + padding
            }
            let line = "  " + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }
        .joined()
    }
}
