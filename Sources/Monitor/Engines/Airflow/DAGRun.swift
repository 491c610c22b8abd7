/// The part of an Airflow DAG run that tells how far it is.
struct DAGRun: Decodable, Sendable {
    /// What is noted at a run whose end we asked for: Airflow has no state of its own for that.
    static let cancellationNote = "cancelled by modelwatch"

    let id: String
    let state: String
    let note: String?

    private enum CodingKeys: String, CodingKey {
        case id = "dag_run_id"
        case state, note
    }

    /// Whether the run is over.
    var isOver: Bool { ["success", "failed"].contains(state) }

    /// The state in words common to all engines.
    var runState: RunState {
        switch state {
        case "success": .succeeded(state)
        case "failed" where note == Self.cancellationNote: .cancelled(Self.cancellationNote)
        case "failed": .failed(state)
        default: .running(state)
        }
    }
}
