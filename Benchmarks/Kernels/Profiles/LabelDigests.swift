import Statistics

/// Adds a column of labels to the digests of rows.
struct LabelDigests: Kernel {
    static let name = "row_digests_labels"
    private let column: Column
    private var rows = RowProfile(seed: 1)
    private var hashes: RowHashes

    init(rows count: Int) throws {
        column = try ArrowColumn.labels(Numbers.places(count, categories: 10, stream: 1))
        hashes = RowHashes(for: rows)
    }

    mutating func run() throws {
        try hashes.hash(column, named: "column")
        rows.add(hashes, at: 0)
    }
}
