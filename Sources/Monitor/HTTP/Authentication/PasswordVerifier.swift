import NIOPosix
import Synchronization

/// Verifies passwords one at a time on a thread of its own, because each takes a processor for a while.
final class PasswordVerifier: Sendable {
    /// Answers that wait for the thread; whoever guesses in a flood shall not fill the memory.
    private static let mostWaiting = 64

    /// What is known of a password.
    enum Verdict: Sendable {
        case right, wrong
        /// Too many wait for an answer.
        case unknown
    }

    private struct State {
        var cache = VerdictCache()
        var waiting = 0
    }

    /// The one thread, which must be running while passwords are verified.
    let thread = NIOThreadPool(numberOfThreads: 1)
    private let state = Mutex(State())

    /// Verifies the password of a user.
    ///
    /// Whoever is not among the users is measured against the costliest of their hashes, so that the time tells nobody
    /// who is.
    func verdict(on credentials: BasicCredentials, among users: [[UInt8]: PasswordHash]) async -> Verdict {
        let known = users[credentials.user]
        guard let hash = known ?? users.values.max(by: { $0.cost < $1.cost }) else { return .wrong }
        let attempt = VerdictCache.Attempt(
            user: credentials.user, isKnown: known != nil, hash: hash, password: credentials.password)
        let (cached, mayWait) = state.withLock { state in
            let cached = state.cache.verdict(on: attempt)
            let mayWait = cached != nil || state.waiting < Self.mostWaiting
            if cached == nil, mayWait { state.waiting += 1 }
            return (cached, mayWait)
        }
        if let cached { return cached ? .right : .wrong }
        guard mayWait else { return .unknown }
        defer { state.withLock { $0.waiting -= 1 } }
        // The thread ends with the process: whoever asks then is not let in.
        let isRight = try? await thread.runIfActive { self.verify(attempt) }
        return isRight ?? false ? .right : .wrong
    }

    private func verify(_ attempt: VerdictCache.Attempt) -> Bool {
        // Meanwhile somebody else may have asked the same.
        if let cached = state.withLock({ $0.cache.verdict(on: attempt) }) { return cached }
        let isRight = attempt.hash.matches(attempt.password) && attempt.isKnown
        state.withLock { $0.cache.remember(attempt, isRight: isRight) }
        return isRight
    }
}
