import Synchronization

/// Threads that wait for the next job, so that not each has to start its own. Scrapes go before their work.
final class ThreadReserve: Sendable {
    private let idle = Mutex<[EvaluationThreads]>([])

    /// So many threads, nobody else's until they are given back.
    func take(_ count: Int) -> EvaluationThreads {
        let found = idle.withLock { idle in
            let place = idle.firstIndex { $0.count == count }
            return place.map { idle.remove(at: $0) }
        }
        return found ?? EvaluationThreads(count: count, niceness: 10)
    }

    /// Takes threads back; those that were abandoned end by themselves.
    func giveBack(_ threads: EvaluationThreads) {
        guard !threads.isAbandoned else { return }
        idle.withLock { $0.append(threads) }
    }

    /// Ends all that wait.
    func close() {
        let threads = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for threads in threads { threads.abandon {} }
    }
}
