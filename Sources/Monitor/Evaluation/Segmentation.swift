import Checks
import Statistics

/// How one column tells the rows of both data sets apart, and what is gathered of each segment.
struct Segmentation: Sendable {
    /// Rows that are evaluated by themselves, or none of which is.
    struct Group: Sendable {
        /// nil for rows of values that are too many to be evaluated each.
        let segment: Segment?
        /// What is found out about the rows; nil where they are counted only.
        let fold: ColumnFold?
    }

    let settings: SegmentSettings
    let groups: [Group]
    /// The group of each row.
    let rows: BothSides<RowGroups>
    /// Values or intervals that occur.
    let segmentCount: Int

    /// Whether the values of a column are compared within the segments.
    func compares(_ column: ColumnPlan.Column) -> Bool {
        column.role.isCompared && column.name != settings.column
    }

    /// Whether a statistic is measured on each segment: those of labels and predictions.
    static func measures(_ statistic: any JointStatistic.Type) -> Bool {
        statistic == LabelConfusion.self || statistic == PredictedProbabilities.self
            || statistic == RegressionErrors.self
    }

    /// The segments, once all passes are through.
    func finished(_ plan: ColumnPlan, of model: ModelDefinition) -> ColumnSegments {
        let rowCounts = groups.indices.map { group in rows.map { $0.counts[group] } }
        let evaluated = zip(groups, rowCounts).compactMap { group, counts -> SegmentEvaluation? in
            guard let segment = group.segment, counts != BothSides(reference: 0, current: 0) else { return nil }
            return SegmentEvaluation(
                segment, rowCounts: counts,
                evaluation: group.fold.map { Self.evaluation($0, counts, plan, of: model) })
        }
        let rest = zip(groups, rowCounts).first { $0.0.segment == nil }?.1 ?? BothSides(reference: 0, current: 0)
        return ColumnSegments(
            settings, evaluated: evaluated, rest: rest, segmentCount: segmentCount, limit: model.limits.segments)
    }

    private static func evaluation(
        _ fold: ColumnFold, _ counts: BothSides<Int>, _ plan: ColumnPlan, of model: ModelDefinition
    ) -> ModelEvaluation {
        let (columns, joint) = fold.results
        return ModelEvaluation(
            model: model,
            rows: counts.map {
                RowSummary(rowCount: $0, columnCount: columns.count, emptyRowCount: 0, duplicatedRowCount: 0)
            },
            columns: plan.columns.compactMap { columns[$0.name] }, joint: joint)
    }
}
