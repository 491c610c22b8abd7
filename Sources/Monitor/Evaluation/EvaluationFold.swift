import Checks
import Dataset
import Statistics
import Synchronization

/// Gathers what the passes of one evaluation leave, from several threads.
final class EvaluationFold: Sendable {
    private struct State {
        var columns: [String: ColumnEvaluation] = [:]
        var joint = JointResults()
    }

    private let model: ModelDefinition
    private let state = Mutex(State())
    /// One for each thread that worked on the side at the same time.
    private let referenceRows = Mutex<[RowProfile]>([])
    private let currentRows = Mutex<[RowProfile]>([])

    init(_ model: ModelDefinition) {
        self.model = model
    }

    /// Lends the rows of a side to a pass that adds columns to them.
    func withRows<R, Failure: Error>(
        _ side: DatasetSide, _ body: (inout RowProfile) throws(Failure) -> R
    ) throws(Failure) -> R {
        var rows = takeRows(side) ?? RowProfile()
        let result = try body(&rows)
        switch side {
        case .reference: referenceRows.withLock { [rows] in $0.append(rows) }
        case .current: currentRows.withLock { [rows] in $0.append(rows) }
        }
        return result
    }

    private func takeRows(_ side: DatasetSide) -> RowProfile? {
        side == .reference ? referenceRows.withLock { $0.popLast() } : currentRows.withLock { $0.popLast() }
    }

    func add(_ column: ColumnEvaluation) {
        state.withLock { $0.columns[column.name] = column }
    }

    func add(_ results: JointResults) {
        state.withLock { $0.joint.add(results) }
    }

    /// The evaluation, once all passes are through.
    func finished(
        _ plan: ColumnPlan, columnCounts: BothSides<Int>, paths: BothSides<String>, scratch: ScratchPool
    ) throws(EvaluationError) -> ModelEvaluation {
        func summary(_ side: DatasetSide) throws(EvaluationError) -> RowSummary {
            guard let rows = joinedRows(side) else {
                throw EvaluationError(side: side, cause: .changedWhileRead(paths[side]))
            }
            var buffer = scratch.take()
            defer { scratch.put(buffer) }
            return RowSummary(
                rowCount: rows.rowCount, columnCount: columnCounts[side], emptyRowCount: rows.emptyRowCount,
                duplicatedRowCount: rows.duplicatedRowCount(scratch: &buffer))
        }
        let rows = BothSides(reference: try summary(.reference), current: try summary(.current))
        return state.withLock { state in
            ModelEvaluation(
                model: model, rows: rows, columns: plan.columns.compactMap { state.columns[$0.name] },
                joint: state.joint, omissions: plan.omissions)
        }
    }

    /// The rows with the columns of every thread; nil if the threads did not see the same number of rows.
    private func joinedRows(_ side: DatasetSide) -> RowProfile? {
        var rows = RowProfile()
        while let part = takeRows(side) {
            guard part.rowCount == 0 || rows.join(part) else { return nil }
        }
        return rows
    }
}
