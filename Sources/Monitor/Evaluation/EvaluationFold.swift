import Checks
import Statistics
import Synchronization

/// Gathers what the passes of one evaluation leave, from several threads.
final class EvaluationFold: Sendable {
    private struct State {
        var columns: [String: ColumnEvaluation] = [:]
        var confusion = BothSides<Result<ConfusionMatrix, ColumnError>?>(reference: nil, current: nil)
    }

    private let model: ModelDefinition
    private let state = Mutex(State())
    private let referenceRows = Mutex(RowProfile())
    private let currentRows = Mutex(RowProfile())

    init(_ model: ModelDefinition) {
        self.model = model
    }

    /// Adds the columns of a pass to the rows of a side; false if the number of rows differs from earlier passes.
    func join(_ rows: RowProfile, _ side: DatasetSide) -> Bool {
        guard rows.rowCount > 0 else { return true }
        return side == .reference
            ? referenceRows.withLock { $0.join(rows) } : currentRows.withLock { $0.join(rows) }
    }

    func add(_ column: ColumnEvaluation) {
        state.withLock { $0.columns[column.name] = column }
    }

    func set(_ confusion: BothSides<Result<ConfusionMatrix, ColumnError>?>) {
        state.withLock { $0.confusion = confusion }
    }

    /// The evaluation, once all passes are through.
    func finished(
        _ plan: ColumnPlan, columnCounts: BothSides<Int>, scratch: ScratchPool
    ) throws -> ModelEvaluation {
        let rows = BothSides(
            reference: referenceRows.withLock { Self.summary($0, columnCounts.reference, scratch) },
            current: currentRows.withLock { Self.summary($0, columnCounts.current, scratch) })
        return state.withLock { state in
            ModelEvaluation(
                model: model, rows: rows, columns: plan.columns.compactMap { state.columns[$0.name] },
                confusion: state.confusion, omissions: plan.omissions)
        }
    }

    private static func summary(_ rows: RowProfile, _ columnCount: Int, _ scratch: ScratchPool) -> RowSummary {
        scratch.withBuffer {
            RowSummary(
                rowCount: rows.rowCount, columnCount: columnCount, emptyRowCount: rows.emptyRowCount,
                duplicatedRowCount: rows.duplicatedRowCount(scratch: &$0))
        }
    }
}
