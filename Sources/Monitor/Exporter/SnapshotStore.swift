import Synchronization

/// The snapshot that scrapes read while evaluations replace it.
final class SnapshotStore: Sendable {
    private let snapshot: Mutex<EvaluationSnapshot>

    init(_ models: [ModelState]) {
        snapshot = Mutex(EvaluationSnapshot(models))
    }

    /// The last complete snapshot.
    var current: EvaluationSnapshot {
        snapshot.withLock { $0 }
    }

    /// Replaces the state of a model, and writes only what it says of its own work: its findings are written already.
    func update(_ state: ModelState) {
        let entry = EvaluationSnapshot.Entry(state)
        snapshot.withLock { $0.replace(entry) }
    }
}
