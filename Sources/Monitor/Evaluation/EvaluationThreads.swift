import Dispatch
import Glibc
import NIOPosix
import Synchronization

/// Threads for work that may block for good: who waits for it can be let go, and a thread that hangs stays behind.
final class EvaluationThreads: Sendable {
    private struct State {
        /// How those who wait are told that nothing will come.
        var waiting: [Int: @Sendable (any Error) -> Void] = [:]
        var nextID = 0
        var isAbandoned = false
    }

    private let pool: NIOThreadPool
    /// Of threads of its own.
    private let niceness: Int32?
    private let state = Mutex(State())

    /// Works on the threads of a running pool.
    convenience init(_ pool: NIOThreadPool) {
        self.init(pool, niceness: nil)
    }

    private init(_ pool: NIOThreadPool, niceness: Int32?) {
        self.pool = pool
        self.niceness = niceness
    }

    /// Starts threads of its own.
    ///
    /// - Parameter niceness: By how much they stand back behind the other threads of the machine; see nice(2).
    convenience init(count: Int, niceness: Int32) {
        self.init(NIOThreadPool(numberOfThreads: count), niceness: niceness)
        pool.start()
    }

    /// How many there are.
    var count: Int { pool.numberOfThreads }

    /// Runs a closure on one of the threads.
    ///
    /// - Throws: What the closure throws, or ``EvaluationAbandoned`` if the threads were abandoned before it returned.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            guard let id = register({ continuation.resume(throwing: $0) }) else {
                return continuation.resume(throwing: EvaluationAbandoned())
            }
            pool.submit { state in
                self.standBack()
                let result = Result { () throws -> Value in
                    if state == .cancelled { throw EvaluationAbandoned() }
                    return try body()
                }
                if self.unregister(id) { continuation.resume(with: result) }
            }
        }
    }

    /// Lets go all who wait, and ends the threads as soon as they return.
    ///
    /// - Parameter returned: Called when the last of them has.
    func abandon(_ returned: @escaping @Sendable () -> Void) {
        let waiting = state.withLock { state in
            state.isAbandoned = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for letGo in waiting { letGo(EvaluationAbandoned()) }
        pool.shutdownGracefully(queue: .global()) { _ in returned() }
    }

    /// Whether they were abandoned.
    var isAbandoned: Bool { state.withLock { $0.isAbandoned } }

    /// For Linux the priority is the thread's own. That it cannot be set does no harm.
    private func standBack() {
        if let niceness { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
    }

    private func register(_ letGo: @escaping @Sendable (any Error) -> Void) -> Int? {
        state.withLock { state in
            guard !state.isAbandoned else { return nil }
            state.nextID += 1
            state.waiting[state.nextID] = letGo
            return state.nextID
        }
    }

    /// Whether the one who waits was still waiting.
    private func unregister(_ id: Int) -> Bool {
        state.withLock { $0.waiting.removeValue(forKey: id) != nil }
    }
}

/// The work was given up because a thread hangs.
struct EvaluationAbandoned: Error {}
