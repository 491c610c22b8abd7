import Checks
import Synchronization

/// Gathers what is found out about columns, from several threads.
final class ColumnFold: Sendable {
    private struct State {
        var columns: [String: ColumnEvaluation] = [:]
        var joint = JointResults()
    }

    private let state = Mutex(State())

    func add(_ column: ColumnEvaluation) {
        state.withLock { $0.columns[column.name] = column }
    }

    func add(_ results: JointResults) {
        state.withLock { $0.joint.add(results) }
    }

    /// The columns by their names, and what was measured on several together.
    var results: (columns: [String: ColumnEvaluation], joint: JointResults) {
        state.withLock { ($0.columns, $0.joint) }
    }
}
