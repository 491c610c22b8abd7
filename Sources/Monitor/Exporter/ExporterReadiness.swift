import Synchronization

/// Whether every model was looked at once. What a reload adds later does not make a working exporter unready.
final class ExporterReadiness: Sendable {
    private let snapshots: SnapshotStore
    private let wasReady = Atomic(false)

    init(snapshots: SnapshotStore) {
        self.snapshots = snapshots
    }

    /// Throws ``ExporterError/notEvaluated(_:)`` with the models that are waited for; not for those that wait for their
    /// schedule.
    func check() throws(ExporterError) {
        guard !wasReady.load(ordering: .relaxed) else { return }
        let waiting = snapshots.current.models.filter { !$0.isKnown && !$0.isPostponed }.map(\.model.name)
        guard waiting.isEmpty else { throw .notEvaluated(waiting) }
        wasReady.store(true, ordering: .relaxed)
    }
}
