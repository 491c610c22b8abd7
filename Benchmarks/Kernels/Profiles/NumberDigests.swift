import Statistics

/// Adds a column of numbers to the digests of rows.
struct NumberDigests: Kernel {
    static let name = "row_digests_numbers"
    private let column: Column
    private var rows = RowProfile(seed: 1)
    private var hashes: RowHashes

    init(rows count: Int) throws {
        column = try ArrowColumn.numbers(Numbers.bell(count, stream: 1))
        hashes = RowHashes(for: rows)
    }

    mutating func run() throws {
        try hashes.hash(column, named: "column")
        rows.add(hashes, at: 0)
    }
}
