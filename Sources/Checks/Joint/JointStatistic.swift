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

    /// Whether features are among the columns. They are then read in a pass of their own, next to the one that
    /// profiles each of them.
    static var readsFeatures: Bool { get }

    /// The columns to read, in the order in which the profile takes them.
    ///
    /// - Parameter columns: The columns that the data set has.
    /// - Returns: nil where there is nothing to measure.
    static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]?

    /// An empty profile for those columns.
    static func profile(of model: ModelDefinition, columns: [ColumnPlan.Column]) -> Profile

    /// Reduces the profile of all rows.
    static func summary(_ profile: consuming Profile) -> Summary
}

extension JointStatistic {
    public static var readsFeatures: Bool { false }
}
