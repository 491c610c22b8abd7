import Statistics

/// The p-value of Kolmogorov and Smirnov for large samples, which does not depend on their sizes.
struct AsymptoticKolmogorovSmirnov: Kernel {
    static let name = "ks_asymptotic"
    private let pair: ColumnPair?

    init(rows: Int) throws {
        pair = try .bell(rows / 2, rows / 2)
    }

    func run() {
        _ = pair.flatMap { KolmogorovSmirnov.outcome($0, settings: .evidently) }
    }
}
