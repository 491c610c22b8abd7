import Checks
import Dataset
import Statistics

/// Columns that are read together, in one stream.
struct ColumnPass: Sendable {
    /// The columns that are profiled.
    let columns: [ColumnPlan.Column]
    /// The columns whose values count to the rows.
    let rowColumns: [ColumnPlan.Column]
    /// What is measured on several columns together, these or others.
    let statistics: [any JointStatistic.Type]

    /// How many lists with a key for each row the pass may hold.
    func keyListCount(of model: ModelDefinition, in plan: ColumnPlan) -> Int {
        columns.count { !$0.holdsClasses(of: model) }
            + statistics.reduce(0) { count, statistic in
                count + (statistic.columns(of: model, in: plan.columns).map(statistic.keyListCount) ?? 0)
            }
    }

    /// How to split the columns of a plan: each by itself where that costs nothing, so that workers can share them and
    /// only one column's values are in memory; those of which something is measured together are read together.
    ///
    /// - Parameter holdsRows: Whether rows may be put together from columns that are read apart.
    static func passes(_ plan: ColumnPlan, of model: ModelDefinition, isColumnar: Bool, holdsRows: Bool) -> [ColumnPass]
    {
        let all = plan.columns
        let measured = JointStatisticCatalog.all.filter { $0.columns(of: model, in: all) != nil }
        guard isColumnar else { return [ColumnPass(columns: all, rowColumns: all, statistics: measured)] }
        let small = measured.filter { !$0.readsFeatures }
        let together = Set(small.flatMap { $0.columns(of: model, in: all) ?? [] }.map(\.name))
        let groups =
            [all.filter { together.contains($0.name) }] + all.filter { !together.contains($0.name) }.map { [$0] }
        // The widest first: what is left at the end should be short, whoever works on it.
        return (holdsRows ? [] : [ColumnPass(columns: [], rowColumns: all, statistics: [])])
            + measured.filter { $0.readsFeatures }.map { ColumnPass(columns: [], rowColumns: [], statistics: [$0]) }
            + groups.filter { !$0.isEmpty }.enumerated().map { index, columns in
                let hasLabels = index == 0 && !together.isEmpty
                return ColumnPass(
                    columns: columns, rowColumns: holdsRows ? columns : [], statistics: hasLabels ? small : [])
            }
    }
}

extension ColumnPlan.Column {
    /// Whether the values are the classes that a model tells apart, which are few however many the rows are.
    fileprivate func holdsClasses(of model: ModelDefinition) -> Bool {
        model.task.isClassification && kind == .categorical && (role == .target || role == .prediction)
    }
}

/// What a pass over one data set leaves.
struct PassProfile: Sendable {
    /// By column name; a failure where the column's data do not fit.
    var columns: [String: Result<ColumnProfile, ColumnError>] = [:]
    /// Some rows of each column, by its name.
    var samples: [String: RowSample] = [:]
    /// One for each statistic of the pass; nil where the data set does not have what it takes.
    var gatherings: [(any JointGathering)?] = []
    /// The same of the rows of each segment, by how they are told apart and by group.
    var segments: [[PassProfile]] = []

    /// Whether nothing is to be profiled.
    var isIdle: Bool { columns.isEmpty && !gatherings.contains { $0 != nil } }

    /// Adds a batch, whose rows have these numbers, to the profile of a column. A column that failed stays failed.
    mutating func update(_ column: ColumnPlan.Column, with values: Result<[Column], ColumnError>, rows: Range<Int>) {
        guard case .success(var profile) = columns[column.name] else { return }
        // Taken out, so that the profile has one owner while it grows.
        columns[column.name] = nil
        do {
            for values in try values.get() {
                try profile.update(values)
                try samples[column.name]?.update(values, at: rows.lowerBound, count: rows.count)
            }
            columns[column.name] = .success(profile)
        } catch {
            columns[column.name] = .failure(error)
        }
    }
}
