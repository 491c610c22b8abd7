import Checks
import Dataset
import Statistics

/// Columns that are read together, in one stream.
struct ColumnPass: Sendable {
    /// The columns that are profiled; their rows count.
    let columns: [ColumnPlan.Column]
    /// What is measured on several columns together, these or others.
    let statistics: [any JointStatistic.Type]

    /// How to split the columns of a plan: each by itself where that costs nothing, so that workers can share them and
    /// only one column's values are in memory; those of which something is measured together are read together.
    static func passes(_ plan: ColumnPlan, of model: ModelDefinition, isColumnar: Bool) -> [ColumnPass] {
        let measured = JointStatisticCatalog.all.filter { $0.columns(of: model, in: plan.columns) != nil }
        guard isColumnar else { return [ColumnPass(columns: plan.columns, statistics: measured)] }
        let small = measured.filter { !$0.readsFeatures }
        let together = Set(small.flatMap { $0.columns(of: model, in: plan.columns) ?? [] }.map(\.name))
        let labels = ColumnPass(columns: plan.columns.filter { together.contains($0.name) }, statistics: small)
        // The widest first: what is left at the end should be short, whoever works on it.
        return measured.filter { $0.readsFeatures }.map { ColumnPass(columns: [], statistics: [$0]) }
            + (labels.columns.isEmpty ? [] : [labels])
            + plan.columns.filter { !together.contains($0.name) }.map { ColumnPass(columns: [$0], statistics: []) }
    }
}

/// What a pass over one data set leaves.
struct PassProfile: Sendable {
    /// By column name; a failure where the column's data do not fit.
    var columns: [String: Result<ColumnProfile, ColumnError>] = [:]
    /// One for each statistic of the pass; nil where the data set does not have what it takes.
    var gatherings: [(any JointGathering)?] = []

    /// Adds a batch to the profile of a column. A column that failed stays failed.
    mutating func update(_ column: String, with values: Column) throws(ColumnError) {
        guard case .success(var profile) = columns[column] else { return }
        // Taken out, so that the profile has one owner while it grows.
        columns[column] = nil
        try profile.update(values)
        columns[column] = .success(profile)
    }
}
