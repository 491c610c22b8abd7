/// How the columns of one data set go together.
public struct CorrelationSummary: Sendable, Equatable {
    /// Two columns, in the order in which they are read.
    public struct Pair: Sendable, Hashable {
        public let column: String
        public let other: String
    }

    /// One correlation of two columns.
    public struct Value: Sendable, Equatable {
        public let pair: Pair
        public let estimate: CorrelationEstimate
    }

    /// Rows over which correlations were computed; all of them, if not too many differ.
    public let sampledRowCount: Int
    /// By the name of the correlation; pairs in the order of their columns, without undefined ones.
    public let values: [String: [Value]]

    init(sampledRowCount: Int, values: [String: [Value]]) {
        self.sampledRowCount = sampledRowCount
        self.values = values
    }

    /// Computes the correlations of all pairs.
    ///
    /// - Parameter isCancelled: Is asked before each pair; once it says so, the others are left out.
    public init(_ profile: CorrelationProfile, unless isCancelled: () -> Bool = { false }) {
        let rows = SampledRows(profile.sample)
        sampledRowCount = rows.rowCount
        var values: [String: [Value]] = [:]
        for method in profile.methods.compactMap(CorrelationCatalog.named) {
            values[method.name] = method.values(of: profile.columns, in: rows, unless: isCancelled)
        }
        self.values = values
    }
}

extension Correlation {
    /// The correlation of each two columns of the right kind.
    fileprivate static func values(
        of columns: [CorrelationProfile.Column], in rows: SampledRows, unless isCancelled: () -> Bool
    ) -> [CorrelationSummary.Value] {
        let places = columns.indices.filter { columns[$0].kind == columnKind }
        let operands = places.map { rows.isComplete($0) && !isCancelled() ? operand(rows.observations($0)) : nil }
        var values: [CorrelationSummary.Value] = []
        for first in places.indices {
            for second in places.indices.dropFirst(first + 1) {
                if isCancelled() { return values }
                let isComplete = rows.isComplete(places[first]) && rows.isComplete(places[second])
                let estimate =
                    isComplete
                    ? estimate(operands[first], operands[second])
                    : estimate(rows, places[first], places[second])
                guard let estimate else { continue }
                let pair = CorrelationSummary.Pair(
                    column: columns[places[first]].name, other: columns[places[second]].name)
                values.append(CorrelationSummary.Value(pair: pair, estimate: estimate))
            }
        }
        return values
    }

    private static func estimate(_ left: Operand?, _ right: Operand?) -> CorrelationEstimate? {
        guard let left, let right else { return nil }
        return estimate(left, right)
    }

    /// Of the rows in which both columns have a value.
    private static func estimate(_ rows: SampledRows, _ left: Int, _ right: Int) -> CorrelationEstimate? {
        let (left, right) = rows.observations(left, right)
        return estimate(operand(left), operand(right))
    }
}
