/// Sentences of one kind below a table: of very many, the first are shown and the others counted.
struct ReportLines {
    private let lines: [String]

    private static let most = 50
    /// In cells of a terminal; a name may be as long as a file.
    private static let widest = 1000

    init(_ lines: [String]) {
        self.lines = lines
    }

    /// Indented lines, each ending in a newline.
    var text: String {
        let shown = lines.prefix(Self.most).map { $0.printable.shortened(to: Self.widest) }
        let others = lines.count - shown.count
        return (shown + (others > 0 ? ["and \(others) more like these"] : [])).map { "  \($0)\n" }.joined()
    }
}
