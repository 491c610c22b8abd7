public import Statistics

/// How far predicted numbers are from true ones.
public enum RegressionErrors: JointStatistic {
    /// Target and prediction of a regression.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard model.task == .regression, let target = columns.first(where: { $0.role == .target }),
            let prediction = columns.first(where: { $0.role == .prediction })
        else { return nil }
        return [target, prediction]
    }

    /// One list, of the errors.
    public static func keyListCount(of columns: [ColumnPlan.Column]) -> Int { 1 }

    /// Sums of errors.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> RegressionProfile {
        RegressionProfile(
            model.quality.percentageError, compatibility: model.drift.testSettings.compatibility, spill: spill)
    }

    /// Moments and quantiles of the errors.
    public static func summary(_ profile: consuming RegressionProfile) throws(ColumnError) -> RegressionSummary {
        try profile.summary()
    }

    /// Both, and how the current errors are distributed beside those of the reference.
    public static func summaries(
        _ profiles: consuming BothSides<RegressionProfile?>, unless isCancelled: () -> Bool
    ) throws(ColumnError) -> BothSides<RegressionSummary?> {
        var summaries = BothSides<RegressionSummary?>(reference: nil, current: nil)
        var errors = BothSides<SortedSample?>(reference: nil, current: nil)
        for side in DatasetSide.allCases {
            // Taken out, so that what sorts the errors is their only owner.
            guard let profile = profiles[side].take() else { continue }
            (summaries[side], errors[side]) = try profile.sorted()
        }
        if let reference = errors.reference, let current = errors.current,
            let pair = SamplePair(reference: reference, current: current)
        {
            summaries.current?.drift = KolmogorovSmirnov.outcome(.numerical(pair), settings: StatTestSettings())
        }
        return summaries
    }
}
