import Foundation

extension TriggerProgress {
    /// The same with all its times moved, so that its pauses and deadlines end as far from now as before.
    func shifted(by interval: TimeInterval) -> TriggerProgress {
        let times: [WritableKeyPath<TriggerProgress, Date?>] = [
            \.dueAt, \.firstCalledAt, \.startedAt, \.begunAt, \.missingSince, \.runEndedAt, \.resolvedAt,
            \.cancelAskedAt,
        ]
        var next = self
        for time in times { next[keyPath: time] = self[keyPath: time].map { $0 + interval } }
        return next
    }
}
