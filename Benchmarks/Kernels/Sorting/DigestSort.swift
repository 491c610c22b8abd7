import Statistics

/// Counts duplicated rows: a sort of digests, which vary in all their bytes.
struct DigestSort: Kernel {
    static let name = "digest_sort"
    private var rows = RowProfile(seed: 1)

    init(rows count: Int) throws {
        var hashes = RowHashes(for: rows)
        try hashes.hash(ArrowColumn.numbers(Numbers.bell(count, stream: 1)), named: "column")
        rows.add(hashes, at: 0)
    }

    /// Sorts a copy.
    func run() {
        _ = rows.counts()
    }
}
