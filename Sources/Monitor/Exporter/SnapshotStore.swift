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

    /// Replaces the state of a model and writes the pages anew.
    func update(_ state: ModelState) {
        snapshot.withLock { snapshot in
            let models = snapshot.models.map { $0.model.name == state.model.name ? state : $0 }
            snapshot = EvaluationSnapshot(models)
        }
    }
}
