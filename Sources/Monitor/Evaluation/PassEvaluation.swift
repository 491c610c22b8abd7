import Checks
import Dataset
import Statistics

/// One pass over both data sets: reads the columns, compares them, keeps what is small.
struct PassEvaluation: Sendable {
    let pass: ColumnPass
    let datasets: BothSides<OpenDataset>
    let settings: DriftSettings
    let cancellation: Cancellation

    func run(scratch: ScratchPool, into fold: EvaluationFold) throws(EvaluationError) {
        var profiles = BothSides(reference: try read(.reference), current: try read(.current))
        for side in DatasetSide.allCases {
            guard fold.join(profiles[side].rows, side) else {
                throw EvaluationError(side: side, cause: .changedWhileRead(datasets[side].location.path))
            }
            profiles[side].rows = RowProfile()
        }
        if pass.countsLabels {
            fold.set(profiles.map { $0.confusion.map { $0.map(\.matrix) } })
        }
        for column in pass.columns {
            let sides = profiles.map { $0.columns[column.name] }
            for side in DatasetSide.allCases { profiles[side].columns[column.name] = nil }
            fold.add(scratch.withBuffer {
                ColumnEvaluation(column, profiles: sides, settings: settings, scratch: &$0)
            })
            if cancellation.isCancelled { throw EvaluationError(side: .current, cause: .cancelled) }
        }
    }

    private func read(_ side: DatasetSide) throws(EvaluationError) -> PassProfile {
        do {
            return try PassReader(pass: pass, side: side, dataset: datasets[side], cancellation: cancellation).read()
        } catch {
            throw EvaluationError(side: side, cause: error)
        }
    }
}
