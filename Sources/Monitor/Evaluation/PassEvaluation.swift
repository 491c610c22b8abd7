import Checks
import Dataset
import Statistics

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
        try finish(&profiles, columns: pass.columns, into: fold.columns)
        for (place, segmentation) in fold.segmentations.enumerated() {
            let columns = pass.columns.filter(segmentation.compares)
            for (group, part) in segmentation.groups.enumerated() {
                guard let fold = part.fold else { continue }
                // Taken out, so that what sorts the values is their only owner.
                var segment = BothSides(reference: PassProfile(), current: PassProfile())
                for side in DatasetSide.allCases {
                    swap(&segment[side], &profiles[side].segments[place][group])
                }
                try finish(&segment, columns: columns, into: fold)
            }
        }
    }

    /// Compares both sides.
    private func finish(
        _ profiles: inout BothSides<PassProfile>, columns: [ColumnPlan.Column], into fold: ColumnFold
    ) throws(EvaluationError) {
        finishGatherings(&profiles, into: fold)
        for column in columns {
            // The values must have one owner when they are sorted, or they would be copied.
            var sides = BothSides<Result<ColumnProfile, ColumnError>?>(reference: nil, current: nil)
            for side in DatasetSide.allCases {
                sides[side] = profiles[side].columns.removeValue(forKey: column.name)
            }
            fold.add(ColumnEvaluation(column, profiles: consume sides, of: model))
            if cancellation.isCancelled { throw EvaluationError(side: .current, cause: .cancelled) }
        }
    }

    private func finishGatherings(
        _ profiles: inout BothSides<PassProfile>, into fold: ColumnFold
    ) {
        var results = JointResults()
        for (place, statistic) in pass.statistics.enumerated() {
            var gatherings = BothSides<(any JointGathering)?>(reference: nil, current: nil)
            for side in DatasetSide.allCases { gatherings[side] = profiles[side].gatherings[place].take() }
            statistic.finish(consume gatherings, in: &results)
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
