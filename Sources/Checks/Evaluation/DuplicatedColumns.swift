public import Statistics

/// Which columns of a data set say the same.
public struct DuplicatedColumns: Sendable, Equatable, Codable {
    /// What is known of a column when columns are compared.
    public struct Candidate: Sendable {
        let name: String
        let type: ColumnType
        let summary: ColumnSummary
        let sample: RowSample

        /// - Parameter sample: Of the same rows as those of the other columns.
        public init(name: String, type: ColumnType, summary: ColumnSummary, sample: RowSample) {
            self.name = name
            self.type = type
            self.summary = summary
            self.sample = sample
        }
    }

    /// Pairs of columns that are equal in every row; two missing values are equal. nil for too many columns.
    public private(set) var equalCount: Int?
    /// Pairs with the same value in at least ``ColumnSummary/almostAll`` of the rows; two missing values differ. nil for
    /// too many columns.
    public private(set) var almostEqualCount: Int?
    /// The names of the first equal pairs.
    public private(set) var examples: [[String]] = []

    /// As many pairs are named.
    private static let mostExamples = 10
    /// Pairs grow with the square: of so many columns there are 50 million.
    public static let mostColumns = 10_000

    /// Compares every column with every other one of its type. Most pairs differ within the first few hundred rows,
    /// and are given up then.
    public init(_ columns: [Candidate] = []) {
        guard columns.count <= Self.mostColumns else { return }
        (equalCount, almostEqualCount) = (0, 0)
        let types = Dictionary(grouping: columns, by: \.type.description)
        for members in types.values.sorted(by: { $0[0].name < $1[0].name }) {
            for (place, column) in members.enumerated() {
                for other in members[(place + 1)...] { compare(column, other) }
            }
        }
    }

    private mutating func compare(_ column: Candidate, _ other: Candidate) {
        let mostDifferences = Int((1 - ColumnSummary.almostAll) * Double(column.sample.count)) + 1
        guard let rows = column.sample.compared(with: other.sample, mostDifferences: mostDifferences), rows.count > 0
        else { return }
        if rows.equalCount + rows.bothMissingCount == rows.count, column.canEqual(other) {
            equalCount? += 1
            if examples.count < Self.mostExamples { examples.append([column.name, other.name]) }
        }
        if Double(rows.equalCount) / Double(rows.count) >= ColumnSummary.almostAll { almostEqualCount? += 1 }
    }
}

extension DuplicatedColumns.Candidate {
    /// Whether all the values together allow two columns to be equal, of which only some rows were compared.
    fileprivate func canEqual(_ other: Self) -> Bool {
        let (left, right) = (summary, other.summary)
        return left.missingCount == right.missingCount && left.infinite.total == right.infinite.total
            && left.distinctCount == right.distinctCount && left.majorityCount == right.majorityCount
            // The same values can be read as numbers here and as categories there.
            && (left.numbers == nil || right.numbers == nil || left.numbers == right.numbers)
    }
}
