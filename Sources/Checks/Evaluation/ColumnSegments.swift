/// The segments of one column, or why there are none.
public struct ColumnSegments: Sendable {
    public let settings: SegmentSettings
    /// Those that get series, the most harmful first; without ``Segment/Group/other``.
    public let shown: [SegmentEvaluation]
    /// Rows of all the others.
    public let otherRowCounts: BothSides<Int>
    /// Values or intervals that occur, shown or not.
    public let segmentCount: Int
    /// Why rows could not be told apart.
    public let failures: [String]

    /// Says why there are no segments.
    public init(_ settings: SegmentSettings, failures: [String]) {
        self.settings = settings
        self.failures = failures
        shown = []
        otherRowCounts = BothSides(reference: 0, current: 0)
        segmentCount = 0
    }

    /// Chooses the segments that are shown: the most harmful, of equal ones those with more rows.
    ///
    /// - Parameters:
    ///   - evaluated: Each segment that was evaluated by itself.
    ///   - rest: The rows of those that were not.
    ///   - segmentCount: Values or intervals that occur.
    public init(
        _ settings: SegmentSettings, evaluated: [SegmentEvaluation], rest: BothSides<Int>, segmentCount: Int, limit: Int
    ) {
        self.settings = settings
        self.segmentCount = segmentCount
        failures = []
        let total = evaluated.reduce(rest.current) { $0 + $1.rowCounts.current }
        let ranked = evaluated.map { (segment: $0, harm: $0.harm(amongRows: total)) }.sorted { left, right in
            if left.harm != right.harm { return left.harm > right.harm }
            let rows = [left, right].map { $0.segment.rowCounts.current + $0.segment.rowCounts.reference }
            return rows[0] != rows[1] ? rows[0] > rows[1] : left.segment.segment.precedes(right.segment.segment)
        }
        shown = ranked.prefix(limit).map(\.segment)
        otherRowCounts = ranked.dropFirst(limit).reduce(into: rest) { rest, other in
            for side in DatasetSide.allCases { rest[side] += other.segment.rowCounts[side] }
        }
    }
}

extension Segment {
    /// By bytes: the order must not depend on the language of the machine.
    fileprivate func precedes(_ other: Segment) -> Bool {
        zip(labels, other.labels).first { $0 != $1 }.map { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? false
    }
}
