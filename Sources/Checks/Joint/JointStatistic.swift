public import Statistics

/// Something measured on several columns of one data set read together, such as labels against predictions.
///
/// A type without state; ``JointStatisticCatalog/all`` lists them, and checks find what was measured in
/// ``ModelEvaluation/joint`` under the type.
public protocol JointStatistic: Sendable {
    /// What is gathered while rows are read.
    associatedtype Profile: JointProfile
    /// What is kept once the rows are gone.
    associatedtype Summary: Sendable

    /// Whether features are among the columns, or others of which there may be many. They are then read in a pass of
    /// their own, next to the one that profiles each of them.
    static var readsFeatures: Bool { get }

    /// How many lists with a key for each row the profile holds at most; they share the memory budget.
    static func keyListCount(of columns: [ColumnPlan.Column]) -> Int

    /// The columns to read, in the order in which the profile takes them.
    ///
    /// - Parameter columns: The columns that the data set has.
    /// - Returns: nil where there is nothing to measure.
    static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]?

    /// An empty profile for those columns.
    ///
    /// - Parameter spill: Where keys go that are too many for memory; nil for no limit.
    static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> Profile

    /// Reduces the profile of all rows.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    static func summary(_ profile: consuming Profile) throws(ColumnError) -> Summary

    /// Reduces the profile of all rows where that may take long.
    ///
    /// - Parameter isCancelled: Says whether nobody wants the result any more; it may then be anything.
    /// - Throws: ``ColumnError/spill(_:)``
    static func summary(
        _ profile: consuming Profile, unless isCancelled: () -> Bool
    ) throws(ColumnError) -> Summary

    /// Reduces the profiles of both data sets: each by itself, unless what is measured on one draws on the other.
    ///
    /// - Parameters:
    ///   - profiles: nil where a data set does not have what it takes; it then has no summary either.
    ///   - isCancelled: Says whether nobody wants the result any more; it may then be anything.
    /// - Throws: ``ColumnError/spill(_:)``
    static func summaries(
        _ profiles: consuming BothSides<Profile?>, unless isCancelled: () -> Bool
    ) throws(ColumnError) -> BothSides<Summary?>
}

extension JointStatistic {
    public static var readsFeatures: Bool { false }

    public static func keyListCount(of columns: [ColumnPlan.Column]) -> Int { 0 }

    public static func summary(
        _ profile: consuming Profile, unless isCancelled: () -> Bool
    ) throws(ColumnError) -> Summary {
        try summary(profile)
    }

    public static func summaries(
        _ profiles: consuming BothSides<Profile?>, unless isCancelled: () -> Bool
    ) throws(ColumnError) -> BothSides<Summary?> {
        var summaries = BothSides<Summary?>(reference: nil, current: nil)
        for side in DatasetSide.allCases {
            // Taken out, so that the summary is the only owner of what it sorts.
            if let profile = profiles[side].take() { summaries[side] = try summary(profile, unless: isCancelled) }
        }
        return summaries
    }
}
