import CDistributions

/// The true labels that come with each predicted one, in reference and current: whether P(target | prediction) is what it
/// was.
///
/// Given the prediction, so that a change of the predictions alone, which accuracy would follow, is none of the relation.
/// Predicted labels that one side lacks say nothing.
public struct LabelRelation: Sendable {
    /// Counts of true labels for each predicted label that both sides have.
    private let strata: [BinCounts]

    /// Compares two matrices, whose labels may be written in different types.
    public init(reference: ConfusionMatrix, current: ConfusionMatrix) {
        let notation = CategoryNotation(of: reference.labels + current.labels)
        var counts: [Category: [Category: (reference: Int, current: Int)]] = [:]
        for pair in reference.pairs {
            counts[notation(pair.prediction), default: [:]][notation(pair.target), default: (0, 0)].reference +=
                pair.count
        }
        for pair in current.pairs {
            counts[notation(pair.prediction), default: [:]][notation(pair.target), default: (0, 0)].current +=
                pair.count
        }
        // In order, so that random tables and sums are the same in every run.
        strata = counts.sorted { $0.key < $1.key }.compactMap { _, targets in
            let ordered = targets.sorted { $0.key < $1.key }.map(\.value)
            let counts = BinCounts(reference: ordered.map(\.reference), current: ordered.map(\.current))
            return counts.referenceTotal > 0 && counts.currentTotal > 0 ? counts : nil
        }
    }

    /// The score is the share of current rows whose true label would have to be another one for the relation to be that of
    /// the reference: the total variation distance given each predicted label, ½ Σ |p − q|, averaged over current rows.
    ///
    /// The p-value is that of Σ χ² over the predicted labels, with as many degrees of freedom as they have together; where
    /// counts are too small for that, the share of random tables, made within each predicted label, that reach it.
    ///
    /// - Returns: nil where no predicted label is on both sides.
    public var outcome: StatTestOutcome? {
        guard !strata.isEmpty else { return nil }
        // A predicted label with a single true one cannot change.
        let tables = strata.filter { $0.cellCount > 1 }
        guard !tables.isEmpty else { return .unchanged }
        return StatTestOutcome(score: distance, pValue: Self.pValue(tables))
    }

    private var distance: Double {
        let rows = strata.reduce(0) { $0 + $1.currentTotal }
        let moved = strata.reduce(0.0) { sum, counts in
            sum + Double(counts.currentTotal) * counts.sum { abs($0 - $1) } / 2
        }
        return moved / Double(rows)
    }

    private static func pValue(_ tables: [BinCounts]) -> Double {
        let statistic = statistic(tables)
        guard tables.allSatisfy(\.meetsCochransRule) else { return randomPValue(tables, statistic) }
        let degrees = tables.reduce(0) { $0 + $1.cellCount - 1 }
        return mw_chi_square_survival(statistic, Double(degrees))
    }

    private static func statistic(_ tables: [BinCounts]) -> Double { tables.reduce(0) { $0 + $1.pearsonStatistic } }

    private static func randomPValue(_ tables: [BinCounts], _ statistic: Double) -> Double {
        let trials = RandomTrials(cells: tables.reduce(0) { $0 + $1.cellCount })
        let target = RandomTables.target(statistic)
        var tables = tables
        let found = trials.reaching(&tables) { tables, generator in
            for index in tables.indices { tables[index].deal(&generator) }
            return self.statistic(tables) >= target
        }
        return Double(found + 1) / Double(trials.count + 1)
    }
}
