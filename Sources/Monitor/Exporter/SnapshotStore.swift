import Synchronization

/// The snapshot that scrapes read while evaluations replace it.
final class SnapshotStore: Sendable {
    private struct Content {
        var snapshot: EvaluationSnapshot
        var recent: RecentGenerations
    }

    /// How far back it is known which snapshot was the last one.
    private static let memory = Duration.seconds(10)

    private let content: Mutex<Content>
    /// Wakes when there is another snapshot.
    let signal = Signal()

    init(_ models: [ModelState]) {
        let snapshot = EvaluationSnapshot(models.map(EvaluationSnapshot.Entry.init))
        let recent = RecentGenerations(snapshot.generation, span: Self.memory, at: .now)
        content = Mutex(Content(snapshot: snapshot, recent: recent))
    }

    /// The last complete snapshot.
    var current: EvaluationSnapshot {
        content.withLock { $0.snapshot }
    }

    /// Which snapshot was the last one at a moment of the last seconds. Since all models were replaced, none before counts.
    func generation(at time: ContinuousClock.Instant) -> UInt64 {
        content.withLock { $0.recent.generation(at: time) }
    }

    /// Replaces the states of models, and writes only what they say of their own work: their findings are written already.
    /// A model that is not there stays away.
    func update(_ states: [ModelState], at now: ContinuousClock.Instant = .now) {
        let entries = states.map(EvaluationSnapshot.Entry.init)
        content.withLock { content in
            for entry in entries { content.snapshot.replace(entry) }
            content.recent.note(content.snapshot.generation, at: now)
        }
        signal.wake()
    }

    /// Puts other models in the place of all, as another configuration has them.
    func replaceAll(with states: [ModelState], at now: ContinuousClock.Instant = .now) {
        let entries = states.map(EvaluationSnapshot.Entry.init)
        content.withLock { content in
            content.snapshot = EvaluationSnapshot(entries, generation: content.snapshot.generation + 1)
            content.recent = RecentGenerations(content.snapshot.generation, span: Self.memory, at: now)
        }
        signal.wake()
    }
}
