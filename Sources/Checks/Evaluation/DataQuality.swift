import Statistics

/// How good the data of one side are, as a number from 0 to 1 that can be explained.
///
/// The score is the product of its components. Each is a share of what is as it should be, so that each fault lowers the
/// score by its own share: data of which a tenth is missing and a tenth duplicated have 0.9 · 0.9 = 0.81.
public struct DataQuality: Sendable, Equatable {
    /// The value of the label `component`.
    public enum Component: String, Sendable, CaseIterable {
        /// Cells with a value / cells.
        case completeness
        /// Rows that repeat no earlier one / rows.
        case uniqueness
        /// Values that are finite and as expected / values. What is expected is defined by ``ColumnConformity``.
        case validity
        /// Columns with the same type on both sides / columns of either side; of the current data only.
        case consistency
    }

    /// The share of each component; without rows there is none.
    public let components: [Component: Double]

    /// Rates one side of an evaluation.
    public init(_ evaluation: ModelEvaluation, _ side: DatasetSide) {
        let rows = evaluation.rows[side]
        let (missing, cells) = (evaluation.missingCellCount(side), evaluation.cellCount(side))
        let unexpected = evaluation.columns.reduce(0) { $0 + $1.unexpectedCount(side) }
        let columnCount = evaluation.columns.count + evaluation.omissions.count
        var components = [
            Component.completeness: Self.share(missing, of: cells),
            .uniqueness: Self.share(rows.duplicatedRowCount, of: rows.rowCount),
            .validity: Self.share(unexpected, of: cells - missing),
        ]
        if side == .current {
            components[.consistency] = Self.share(evaluation.schemaChanges.count, of: columnCount)
        }
        self.components = components.compactMapValues { $0 }
    }

    /// The product of the components; nil where none can be told.
    public var score: Double? {
        // Multiplied in their order, so that the last digit does not depend on chance.
        let factors = Component.allCases.compactMap { components[$0] }
        return factors.isEmpty ? nil : factors.reduce(1, *)
    }

    /// The share that is not at fault.
    private static func share(_ faults: Int, of total: Int) -> Double? {
        total > 0 ? 1 - Double(faults) / Double(total) : nil
    }
}

extension ColumnEvaluation {
    /// Values that are infinite, outside of the range or not on the list.
    fileprivate func unexpectedCount(_ side: DatasetSide) -> Int {
        max(
            summaries[side]?.infinite.total ?? 0, conformity.rowsOutOfRange[side] ?? 0,
            conformity.rowsOutOfList[side] ?? 0)
    }
}
