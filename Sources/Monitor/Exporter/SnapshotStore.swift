import Synchronization

/// The snapshot that scrapes read while evaluations replace it.
final class SnapshotStore: Sendable {
    private let snapshot: Mutex<EvaluationSnapshot>

    init(_ models: [ModelState]) {
        snapshot = Mutex(EvaluationSnapshot(models.map(EvaluationSnapshot.Entry.init)))
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

    /// Puts other models in the place of all, as another configuration has them.
    func replaceAll(with states: [ModelState]) {
        let entries = states.map(EvaluationSnapshot.Entry.init)
        snapshot.withLock { $0 = EvaluationSnapshot(entries, generation: $0.generation + 1) }
    }
}
