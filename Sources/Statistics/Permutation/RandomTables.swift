/// What the counts of reference and current over the same cells would be if their pooled values were dealt out by
/// chance: tables with the margins of the observed one, each as probable as in a random permutation of the rows.
///
/// The share of tables whose score reaches the observed one is a p-value that is right for samples of any size, however
/// few values a cell has (Fisher 1935; Barnard 1963 for a share of random tables). The seed is fixed, so the same counts
/// have the same answer.
struct RandomTables {
    /// Scores that differ by rounding alone are equal.
    private static let tolerance = 1e-12

    private let observed: BinCounts
    private let trials: RandomTrials

    init(_ observed: BinCounts) {
        self.observed = observed
        trials = RandomTrials(cells: observed.cellCount)
    }

    /// The share of tables, the observed one included, whose score reaches that of the observed one.
    func pValue(_ score: (BinCounts) -> Double) -> Double {
        Double(reaching(score) + 1) / Double(trials.count + 1)
    }

    /// The share of tables, the observed one left out, whose score reaches that of the observed one.
    func share(_ score: (BinCounts) -> Double) -> Double {
        Double(reaching(score)) / Double(trials.count)
    }

    private func reaching(_ score: (BinCounts) -> Double) -> Int {
        var table = observed
        let target = target(score)
        return trials.reaching(&table) { Self.deal(&$0, &$1, score, target) }
    }

    /// Whether at least one table in twenty reaches the observed one.
    func isWithinChance(_ score: (BinCounts) -> Double) -> Bool {
        var table = observed
        let target = target(score)
        return trials.isWithinChance(&table) { Self.deal(&$0, &$1, score, target) }
    }

    /// What a random table must reach to score as much as an observed one.
    static func target(_ observed: Double) -> Double { observed * (1 - tolerance) }

    private func target(_ score: (BinCounts) -> Double) -> Double { Self.target(score(observed)) }

    private static func deal(
        _ table: inout BinCounts, _ generator: inout SeededGenerator, _ score: (BinCounts) -> Double, _ target: Double
    ) -> Bool {
        table.deal(&generator)
        return score(table) >= target
    }
}
