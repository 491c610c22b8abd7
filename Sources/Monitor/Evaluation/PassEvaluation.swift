import Checks
import Dataset
import Statistics
import Transfers

/// One pass over both data sets: reads the columns, compares them, keeps what is small.
struct PassEvaluation: Sendable {
    let pass: ColumnPass
    let plan: ColumnPlan
    let model: ModelDefinition
    let datasets: BothSides<DatasetView>
    let cancellation: Cancellation

    func run(into fold: EvaluationFold) throws(EvaluationError) {
        if cancellation.isCancelled { throw EvaluationError(side: .current, cause: .cancelled) }
        var profiles = BothSides(reference: try read(.reference, fold), current: try read(.current, fold))
        for side in DatasetSide.allCases { fold.add(profiles[side].samples, of: side) }
        try finish(&profiles, columns: pass.columns, into: fold.columns, of: fold)
        for (place, segmentation) in fold.segmentations.enumerated() {
            let columns = pass.columns.filter(segmentation.compares)
            for (group, part) in segmentation.groups.enumerated() {
                guard let segmentFold = part.fold else { continue }
                // Taken out, so that what sorts the values is their only owner.
                var segment = BothSides(reference: PassProfile(), current: PassProfile())
                for side in DatasetSide.allCases {
                    swap(&segment[side], &profiles[side].segments[place][group])
                }
                try finish(&segment, columns: columns, into: segmentFold, of: fold)
            }
        }
    }

    /// Compares both sides. What is kept in buckets is looked at again; segments never are.
    private func finish(
        _ profiles: inout BothSides<PassProfile>, columns: [ColumnPlan.Column], into fold: ColumnFold,
        of evaluation: EvaluationFold
    ) throws(EvaluationError) {
        try finishGatherings(&profiles, into: fold)
        var narrowed: [ColumnComparison] = []
        for column in columns {
            // The values must have one owner when they are sorted, or they would be copied.
            var sides = BothSides<Result<ColumnProfile, ColumnError>?>(reference: nil, current: nil)
            for side in DatasetSide.allCases {
                sides[side] = profiles[side].columns.removeValue(forKey: column.name)
            }
            let comparison = ColumnComparison(column, profiles: consume sides, of: model)
            if comparison.holdsBuckets {
                narrowed.append(comparison)
            } else {
                fold.add(ColumnEvaluation(comparison))
            }
            if cancellation.isCancelled { throw EvaluationError(side: .current, cause: .cancelled) }
        }
        try narrow(&narrowed, in: evaluation)
        for comparison in narrowed { fold.add(ColumnEvaluation(comparison)) }
    }

    /// Narrowed by a factor of thousands each time, buckets are single numbers by then.
    private static let mostLooks = 6

    /// Reads columns of which only buckets are left once more, all at a time, as long as that answers anything.
    private func narrow(_ comparisons: inout [ColumnComparison], in fold: EvaluationFold) throws(EvaluationError) {
        guard let limits = fold.memory.bucketLimits else { return }
        for _ in 0..<Self.mostLooks {
            let ranges = comparisons.map(\.openRanges)
            guard ranges.contains(where: { !$0.reference.isEmpty || !$0.current.isEmpty }) else { return }
            var looks = zip(comparisons, ranges).map { $0.looks(at: $1, limits: limits) }
            for side in DatasetSide.allCases {
                let reader = LookReader(side: side, dataset: datasets[side], cancellation: cancellation)
                var ofSide = looks.map { $0[side] }
                for place in looks.indices { looks[place][side] = nil }
                do {
                    try reader.read(comparisons.map(\.columnName), &ofSide, into: fold)
                } catch {
                    throw EvaluationError(side: side, cause: error)
                }
                for place in looks.indices { looks[place][side] = ofSide[place].take() }
            }
            for place in comparisons.indices {
                guard let side = comparisons[place].refine(ranges[place], by: looks[place]) else { continue }
                throw EvaluationError(side: side, cause: .changedWhileRead(datasets[side].location.path))
            }
        }
    }

    private func finishGatherings(
        _ profiles: inout BothSides<PassProfile>, into fold: ColumnFold
    ) throws(EvaluationError) {
        var results = JointResults()
        for (place, statistic) in pass.statistics.enumerated() {
            var gatherings = BothSides<(any JointGathering)?>(reference: nil, current: nil)
            for side in DatasetSide.allCases { gatherings[side] = profiles[side].gatherings[place].take() }
            statistic.finish(consume gatherings, in: &results) { cancellation.isCancelled }
            if cancellation.isCancelled { throw EvaluationError(side: .current, cause: .cancelled) }
        }
        fold.add(results)
    }

    private func read(_ side: DatasetSide, _ fold: EvaluationFold) throws(EvaluationError) -> PassProfile {
        let reader = PassReader(
            pass, side, of: datasets[side], plan: plan, model: model, memory: fold.memory,
            cancellation: cancellation)
        do {
            return try reader.read(into: fold)
        } catch {
            throw EvaluationError(side: side, cause: error)
        }
    }
}
