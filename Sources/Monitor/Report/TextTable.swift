/// Columns of text, padded to their widest cell.
struct TextTable {
    let header: [String]
    let rows: [[String]]
    /// Columns of numbers.
    let rightAligned: Set<Int>

    /// The widest a cell may be, in cells of a terminal.
    private static let widest = 40

    /// The table, one line per row, each ending in a newline. Cells show what a terminal would obey.
    var text: String {
        let lines = ([header] + rows).map { row in row.map { $0.printable.shortened(to: Self.widest) } }
        let cellWidths = lines.map { $0.map(\.displayWidth) }
        let widths = header.indices.map { column in cellWidths.map { $0[column] }.max() ?? 0 }
        return zip(lines, cellWidths).map { line, lineWidths in
            let cells = line.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - lineWidths[column])
                return rightAligned.contains(column) ? padding + line[column] : line[column] + padding
            }
            let text = "  " + cells.joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
        }
        .joined()
    }
}
