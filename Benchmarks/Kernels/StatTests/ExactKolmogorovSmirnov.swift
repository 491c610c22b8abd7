import Statistics

/// The exact p-value of Kolmogorov and Smirnov at the largest sizes for which it is computed.
struct ExactKolmogorovSmirnov: Kernel {
    static let name = "ks_exact"
    /// One value more and the p-value is no longer the exact one; its cost does not grow with rows beyond that.
    static let rows = 10_000
    private let pair: ColumnPair?

    init(rows: Int) throws {
        pair = try .bell(min(rows, Self.rows), min(rows, Self.rows) - 1)
    }

    func run() {
        _ = pair.flatMap { KolmogorovSmirnov.outcome($0, settings: .evidently) }
    }
}
