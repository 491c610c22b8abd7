/// A statistical test whose score depends on the counts in bins alone, whatever their order. Bins as ``BinnedPair``.
public protocol BinnedStatTest: StatTest {
    /// The distance between the two sides, neither of which is empty.
    static func distance(_ counts: BinCounts) -> Double
}

extension BinnedStatTest {
    /// The distance; undefined where there are no bins.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        BinnedPair(pair, settings: settings).map { StatTestOutcome(score: distance($0.counts)) }
    }

    /// Whether values dealt out by chance over the same bins are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let bins = BinnedPair(pair, settings: settings) else { return false }
        return RandomTables(bins.counts).isWithinChance(distance)
    }

    /// Those that a boundary of the bins cuts.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        BinnedPair.openCells(pair, settings: settings)
    }
}
