import Foundation
import TestSupport

@testable import Monitor

/// A workflow engine under a virtual clock that fails in every way an engine can.
struct SimulatedEngine {
    private struct Run {
        let key: String
        /// When it begins, and when it ends.
        var begins, ends: Date
        var end: RunState
        /// From when on the engine lists it.
        var listed: Date
        var isForgotten = false
    }

    let idempotency: Idempotency
    private var runs: [Run] = []
    /// Starts that made a second run of a key.
    private(set) var doubled = 0

    init(idempotency: Idempotency) {
        self.idempotency = idempotency
    }

    /// How many runs there are of a key.
    func count(of key: String) -> Int { runs.count { $0.key == key } }

    /// Whether a run has not ended.
    func isBusy(at now: Date) -> Bool { runs.contains { !$0.isForgotten && $0.ends > now } }

    /// Forgets what is long over.
    mutating func forget(before moment: Date) { runs.removeAll { $0.ends < moment } }

    /// Moves all times along with a clock that was set: for the engine as much time goes by as before.
    mutating func shift(by interval: TimeInterval) {
        for index in runs.indices {
            runs[index].begins += interval
            runs[index].ends += interval
            runs[index].listed += interval
        }
    }

    /// Starts a run, or not, and answers truthfully, or not at all (nil: the bridge dies before the answer).
    mutating func start(_ key: String, at now: Date, using random: inout SplitMix64) -> StartOutcome? {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return .unavailable("503")
        case 1: return .unavailable("429", retryAfter: .seconds(Int.random(in: 1...100, using: &random)))
        case 2: return .unauthorized("401")
        case 3: return .ambiguous("timeout before it was made")
        case 4: return nil
        case 5: return runs.contains { $0.key == key } ? .ambiguous("500") : .refused("400")
        default: break
        }
        let isNew = make(key, at: now, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .ambiguous("timeout after it was made")
        case 1: return nil
        default: return .started(EngineRun(id: key, url: nil, isNew: isNew))
        }
    }

    /// - Returns: Whether it was made now.
    private mutating func make(_ key: String, at now: Date, using random: inout SplitMix64) -> Bool {
        if runs.contains(where: { $0.key == key }) {
            if idempotency != .none { return false }
            doubled += 1
        }
        // One in thirty waits for ever, one in thirty never ends.
        let begins =
            now + (Int.random(in: 0..<30, using: &random) == 0 ? 1e7 : Double.random(in: 0...600, using: &random))
        let ends =
            begins + (Int.random(in: 0..<30, using: &random) == 0 ? 1e7 : Double.random(in: 10...7200, using: &random))
        let end =
            [.succeeded("ok"), .succeeded("ok"), .failed("no"), .cancelled("gone"), .lost("gone")][
                Int.random(in: 0..<5, using: &random)] as RunState
        runs.append(
            Run(key: key, begins: begins, ends: ends, end: end, listed: now + Double.random(in: 0...40, using: &random))
        )
        return true
    }

    /// What it tells of a run; nil if it cannot be asked.
    mutating func poll(_ key: String, at now: Date, using random: inout SplitMix64) -> RunReport? {
        if Int.random(in: 0..<20, using: &random) == 0 { return nil }
        guard let index = runs.lastIndex(where: { $0.key == key }) else { return RunReport(state: .missing) }
        if Int.random(in: 0..<500, using: &random) == 0 { runs[index].isForgotten = true }
        let run = runs[index]
        if run.isForgotten || now < run.listed { return RunReport(state: .missing) }
        if now >= run.ends { return RunReport(state: run.end) }
        return RunReport(state: now < run.begins ? .waiting("queued") : .running("begun"))
    }

    /// Looks a run up; nil in the outer optional if it cannot be asked.
    func find(_ key: String, at now: Date, using random: inout SplitMix64) -> EngineRun?? {
        if Int.random(in: 0..<10, using: &random) == 0 { return nil }
        return .some(runs.contains { $0.key == key && now >= $0.listed } ? EngineRun(id: key, url: nil) : nil)
    }

    /// Ends a run, or not.
    mutating func cancel(_ key: String, at now: Date, using random: inout SplitMix64) -> Cancelling {
        if Int.random(in: 0..<5, using: &random) == 0 { return .refused("not supported") }
        guard let index = runs.lastIndex(where: { $0.key == key }), now < runs[index].ends else { return .accepted }
        // One in ten takes the request and goes on.
        if Int.random(in: 0..<10, using: &random) != 0 {
            runs[index].ends = now + Double.random(in: 0...60, using: &random)
            runs[index].end = .cancelled("asked to")
        }
        return .accepted
    }
}
