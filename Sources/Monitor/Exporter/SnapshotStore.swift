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

    /// Replaces the states of models, and writes only what they say of their own work: their findings are written already.
    /// A model that is not there stays away.
    func update(_ states: [ModelState]) {
        let entries = states.map(EvaluationSnapshot.Entry.init)
        snapshot.withLock { snapshot in
            for entry in entries { snapshot.replace(entry) }
        }
    }

    /// Puts other models in the place of all, as another configuration has them.
    func replaceAll(with states: [ModelState]) {
        let entries = states.map(EvaluationSnapshot.Entry.init)
        snapshot.withLock { $0 = EvaluationSnapshot(entries, generation: $0.generation + 1) }
    }
}
