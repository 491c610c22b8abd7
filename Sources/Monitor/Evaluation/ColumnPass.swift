import Checks
import Dataset
import Statistics

/// Columns that are read together, in one stream.
struct ColumnPass: Sendable {
    let columns: [ColumnPlan.Column]
    /// Whether target and prediction are both among them, to be counted against each other.
    let countsLabels: Bool

    /// How to split the columns of a plan: each by itself where that costs nothing, so that workers can share them and
    /// only one column's values are in memory; target and prediction always together.
    static func passes(_ plan: ColumnPlan, isColumnar: Bool, countsLabels: Bool) -> [ColumnPass] {
        guard isColumnar else { return [ColumnPass(columns: plan.columns, countsLabels: countsLabels)] }
        let labels = countsLabels ? plan.columns.filter { $0.role == .target || $0.role == .prediction } : []
        let others = plan.columns.filter { !labels.contains($0) }
        let single = others.map { ColumnPass(columns: [$0], countsLabels: false) }
        return labels.isEmpty ? single : [ColumnPass(columns: labels, countsLabels: true)] + single
    }
}

/// What a pass over one data set leaves.
struct PassProfile: Sendable {
    /// By column name; a failure where the column's data do not fit.
    var columns: [String: Result<ColumnProfile, ColumnError>] = [:]
    /// nil where the data set lacks target or prediction.
    var confusion: Result<ConfusionProfile, ColumnError>?
}
