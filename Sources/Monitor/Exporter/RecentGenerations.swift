/// Which snapshot was the last one at each moment of the recent past.
struct RecentGenerations: Sendable {
    private struct Change {
        let generation: UInt64
        let time: ContinuousClock.Instant
    }

    /// How far back it is known.
    private let span: Duration
    /// The changes within the span, and the one before them.
    private var changes: [Change]

    init(_ generation: UInt64, span: Duration, at now: ContinuousClock.Instant) {
        self.span = span
        changes = [Change(generation: generation, time: now)]
    }

    /// Notes that another snapshot is the last one.
    mutating func note(_ generation: UInt64, at now: ContinuousClock.Instant) {
        changes.append(Change(generation: generation, time: now))
        let known = changes.lastIndex { $0.time <= now - span }
        changes.removeFirst(known ?? 0)
    }

    /// The last snapshot of a moment; the oldest that is known for a moment before that.
    func generation(at time: ContinuousClock.Instant) -> UInt64 {
        (changes.last { $0.time <= time } ?? changes[0]).generation
    }
}
