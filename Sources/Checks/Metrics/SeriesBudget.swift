import Statistics

/// Chooses which measurements of a model get series where there are more than its limit.
///
/// What says least is left out first: details, such as quantiles, categories, labels and pairs of columns; then statistics
/// of columns; then segments; then verdicts on columns. Among columns those that drifted least go first, with all of their series of that
/// rank, and among segments those that come last. What is about the model as a whole always stays.
public struct SeriesBudget: Sendable {
    /// The most series.
    public let limit: Int

    /// Sets the most series of a model.
    public init(limit: Int) {
        self.limit = limit
    }

    /// From what is kept longest to what goes first.
    private enum Rank: Int {
        case model, verdict, segment, column, detail

        private static let detailLabels: Set = ["category", "label", "other_column"]

        init(_ metric: MetricDescriptor) {
            let isAboutColumn = metric.labels.contains("column")
            if !Self.detailLabels.isDisjoint(with: metric.labels) {
                self = .detail
            } else if isAboutColumn, metric.labels.contains("probability") {
                self = .detail
            } else if metric.labels.contains("segment") {
                self = .segment
            } else if ColumnDriftCheck.metrics.contains(metric) {
                self = .verdict
            } else {
                self = isAboutColumn ? .column : .model
            }
        }
    }

    /// What stays or goes together: the series of one rank about one column or segment.
    private struct Group: Hashable {
        let rank: Rank
        /// The place of the column among all, the one that drifted most first, or of the segment, the most harmful first;
        /// that of other series is before them, that of rows of no such segment behind.
        let place: Int

        func precedes(_ other: Group) -> Bool {
            (rank.rawValue, place) < (other.rank.rawValue, other.place)
        }
    }

    /// The measurements that get series, in their order.
    public func selection(_ measurements: [Measurement], of evaluation: ModelEvaluation) -> [Measurement] {
        guard measurements.count > limit else { return measurements }
        let places = Self.places(of: evaluation.columns)
        let segments = evaluation.segments.flatMap { $0.shown.map(\.segment.labels) }
        let segmentPlaces = Dictionary(segments.enumerated().map { ($1, $0) }) { first, _ in first }
        let groups = measurements.map { Self.group($0, places, segmentPlaces) }
        let sizes = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +)
        var rest = limit
        let kept = sizes.sorted { $0.key.precedes($1.key) }.prefix { group, size in
            rest -= size
            return group.rank == .model || rest >= 0
        }
        let chosen = Set(kept.map(\.key))
        return zip(measurements, groups).filter { chosen.contains($1) }.map(\.0)
    }

    private static func group(
        _ measurement: Measurement, _ places: [String: Int], _ segments: [[String]: Int]
    ) -> Group {
        let rank = Rank(measurement.metric)
        guard rank != .segment else {
            let segment = ["column", "segment", "group"].compactMap { measurement[label: $0] }
            return Group(rank: rank, place: segments[segment] ?? segments.count)
        }
        return Group(rank: rank, place: measurement[label: "column"].flatMap { places[$0] } ?? -1)
    }

    private static func places(of columns: [ColumnEvaluation]) -> [String: Int] {
        let sorted = columns.enumerated().map { (strength: strength($1.drift), place: $0, name: $1.name) }
            .sorted { ($1.strength, $0.place) < ($0.strength, $1.place) }
        return Dictionary(sorted.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// How far beyond its threshold the deciding value lies, as a ratio; less than any for columns without a verdict.
    private static func strength(_ drift: DriftResult?) -> Double {
        guard let drift else { return -1 }
        let ratio =
            drift.decision.basis == .score
            ? drift.decidingValue / drift.threshold : drift.threshold / drift.decidingValue
        return ratio.isNaN ? 0 : ratio
    }
}

extension Measurement {
    /// The value of a label; nil where the metric has none of this name.
    fileprivate subscript(label name: String) -> String? {
        metric.labels.firstIndex(of: name).map { labels[$0] }
    }
}
