import Checks
import Dataset
import Statistics
import Transfers

/// One pass over both data sets: reads the columns, compares them, keeps what is small.
struct PassEvaluation: Sendable {
    let pass: ColumnPass
    let plan: ColumnPlan
    let model: ModelDefinition
    let datasets: BothSides<OpenDataset>
    let cancellation: Cancellation

    func run(into fold: EvaluationFold) throws(EvaluationError) {
        if cancellation.isCancelled { throw EvaluationError(side: .current, cause: .cancelled) }
        var profiles = BothSides(reference: try read(.reference, fold), current: try read(.current, fold))
        finishGatherings(&profiles, into: fold)
        for side in DatasetSide.allCases { fold.add(profiles[side].samples, of: side) }
        for column in pass.columns {
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
        _ profiles: inout BothSides<PassProfile>, into fold: EvaluationFold
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
