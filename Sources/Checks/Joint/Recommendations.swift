public import Statistics

/// How well the lists of a ranking or of recommendations are ordered, and what is in them.
///
/// The reference says who interacted with what: novelty and popularity are measured against it on both sides,
/// serendipity of the current data.
public enum Recommendations: JointStatistic {
    public static let readsFeatures = true

    /// Rows of three keys as they came and sorted, some of them while they are sorted, and interactions.
    public static func keyListCount(of columns: [ColumnPlan.Column]) -> Int { 4 }

    /// User and prediction; then item, target and numerical features of the items, where there are any.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        func column(_ role: ColumnRole) -> ColumnPlan.Column? { columns.first { $0.role == role } }
        guard model.task.isRanking, let user = column(.user), let prediction = column(.prediction) else { return nil }
        guard let item = column(.item) else { return [user, prediction] + [column(.target)].compactMap { $0 } }
        let patterns = model.ranking.itemFeatures.map { NamePattern($0) }
        let features = columns.filter { column in
            column.role == .feature && column.kind == .numerical && patterns.contains { $0.matches(column.name) }
        }
        return [user, prediction, item] + [column(.target)].compactMap { $0 } + features
    }

    /// Every recommendation with its user.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> RankingProfile {
        let layout = RankingProfile.Layout(
            hasItems: columns.contains { $0.role == .item }, hasRelevance: columns.contains { $0.role == .target },
            features: columns.filter { $0.role == .feature }.map(\.name))
        return RankingProfile(
            layout: layout, settings: model.ranking, compatibility: model.drift.testSettings.compatibility, spill: spill
        )
    }

    /// What can be said of one data set alone.
    public static func summary(_ profile: consuming RankingProfile) throws(ColumnError) -> RankingSummary {
        try RankingSummary(profile)
    }

    /// Both measured against the interactions of the reference.
    public static func summaries(
        _ profiles: consuming BothSides<RankingProfile?>, unless isCancelled: () -> Bool
    ) throws(ColumnError) -> BothSides<RankingSummary?> {
        let training = profiles.reference
        var summaries = BothSides<RankingSummary?>(reference: nil, current: nil)
        if let training {
            summaries.reference = try RankingSummary(training, training: training, isHistory: false)
        }
        if let current = profiles.current { summaries.current = try RankingSummary(current, training: training) }
        return summaries
    }
}
