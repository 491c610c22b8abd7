/// What is kept of the recommendations of one data set: every metric that can be measured, at every k.
public struct RankingSummary: Sendable, Equatable {
    /// A metric at one k.
    public struct Value: Sendable, Equatable {
        /// ``RankingMetric/name``.
        public let metric: String
        public let k: Int
        public let value: Double
    }

    /// Recommendations that could be placed in a list.
    public let rowCount: Int
    /// Rows without a user, an item or a finite prediction.
    public let unusableRowCount: Int
    /// Users with at least one recommendation.
    public let userCount: Int
    /// Users with at least one relevant recommendation; nil where relevance is not known.
    public let relevantUserCount: Int?
    /// In the order of the catalogue, then of k.
    public let values: [Value]
    /// Metrics that are undefined although everything they take is known.
    public let undefined: [String]

    /// Measures a data set.
    ///
    /// - Parameters:
    ///   - training: Where interactions are taken from; nil where there is no reference.
    ///   - isHistory: Whether that is another data set, so that it says what users did before.
    /// - Throws: ``ColumnError/spill(_:)``
    public init(
        _ profile: RankingProfile, training: RankingProfile? = nil, isHistory: Bool = true
    ) throws(ColumnError) {
        let items =
            profile.layout.hasItems ? try ItemCatalogue(profile, training: training, isHistory: isHistory) : nil
        let lists = try RankedLists(profile, items: items)
        rowCount = profile.rowCount
        unusableRowCount = profile.unusableRowCount
        userCount = lists.lists.count
        relevantUserCount = profile.layout.hasRelevance ? lists.lists.count { $0.relevantCount > 0 } : nil
        let inputs = Self.inputs(profile, items)
        var values: [Value] = []
        var undefined: [String] = []
        for metric in RankingMetricCatalog.all where metric.inputs.isSubset(of: inputs) {
            let found = profile.settings.cutoffs.compactMap { k in
                metric.value(lists, k: k).flatMap { value in
                    value.isFinite ? Value(metric: metric.name, k: k, value: value) : nil
                }
            }
            values += found
            if found.count < profile.settings.cutoffs.count { undefined.append(metric.name) }
        }
        self.values = values
        self.undefined = undefined
    }

    /// The value of a metric; nil where it was not measured.
    public func value(_ metric: any RankingMetric.Type, k: Int) -> Double? {
        values.first { $0.metric == metric.name && $0.k == k }?.value
    }

    private static func inputs(_ profile: RankingProfile, _ items: ItemCatalogue?) -> Set<RankingInput> {
        var inputs: Set<RankingInput> = []
        if profile.layout.hasRelevance { inputs.insert(.relevance) }
        if items != nil { inputs.insert(.items) }
        if items?.vectors != nil { inputs.insert(.features) }
        if items?.interactions != nil { inputs.insert(.interactions) }
        // Evidently takes the same training data for both data sets.
        if items?.isHistory == true || inputs.contains(.interactions) && profile.compatibility == .evidently {
            inputs.insert(.history)
        }
        return inputs
    }
}
