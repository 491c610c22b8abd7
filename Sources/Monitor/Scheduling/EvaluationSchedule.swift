import Foundation

/// When one model is looked at next; takes time as an argument.
///
/// Looks stand on a grid that begins somewhere in the interval, for each model elsewhere, so that a thousand models do
/// not come together. The grid does not move, however long an evaluation takes.
struct EvaluationSchedule: Sendable, Equatable {
    let timing: EvaluationTiming
    /// Where in the interval the grid begins.
    let offset: Duration
    /// The uptime of the next look.
    private(set) var due: Duration
    /// From when on data that failed are evaluated again although they are the same; nil if they did not fail.
    private(set) var retryAt: Duration?
    /// Whether the next look waits for the window to open.
    private(set) var isPostponed = false
    /// Evaluations in a row that failed.
    private(set) var failures = 0

    /// The first look is due at once, or as soon as the window opens.
    init(_ name: String, timing: EvaluationTiming, at now: Moment) {
        self.timing = timing
        offset = .nanoseconds(Int64(timing.interval.seconds * Self.share(of: name) * 1e9))
        due = now.uptime
        postponeToOpening(now)
    }

    /// Whether data that failed and are still the same are to be evaluated again.
    func isRetryDue(at now: Moment) -> Bool {
        retryAt.map { $0 <= now.uptime } ?? true
    }

    /// Whether the window is open, if there is one.
    func isOpen(at now: Moment) -> Bool {
        timing.window?.contains(now.date) ?? true
    }

    /// Another timing; a look that is due stays so.
    func changed(to timing: EvaluationTiming, name: String, at now: Moment) -> EvaluationSchedule {
        guard timing != self.timing else { return self }
        var schedule = EvaluationSchedule(name, timing: timing, at: now)
        schedule.failures = failures
        schedule.retryAt = retryAt
        schedule.due = min(due, schedule.nextPlace(after: now.uptime))
        schedule.postponeToOpening(now)
        return schedule
    }

    /// Notes a look that led to no evaluation.
    mutating func looked(since start: Moment, at now: Moment) {
        planNext(since: start, at: now)
    }

    /// Notes that data were evaluated.
    mutating func succeeded(since start: Moment, at now: Moment) {
        failures = 0
        retryAt = nil
        planNext(since: start, at: now)
    }

    /// Notes that an evaluation, which began at a moment, failed.
    ///
    /// The pause is no longer than the interval, or than the attempt took: what fails slowly must not take all the time.
    mutating func failed(since start: Moment, at now: Moment, jitter: Double) {
        failures += 1
        let limit = max(timing.interval, now.uptime - start.uptime)
        let retry = now.uptime + EvaluationBackoff.pause(after: failures, limit: limit, jitter: jitter)
        retryAt = retry
        planNext(since: start, at: now)
    }

    /// Moves a look that comes too early to the opening of the window.
    mutating func postponeToOpening(_ now: Moment) {
        guard let window = timing.window else { return }
        due = max(due, now.uptime)
        let date = now.date.addingTimeInterval((due - now.uptime).seconds)
        let wait = window.nextOpening(from: date).timeIntervalSince(date)
        isPostponed = wait > 0
        if isPostponed { due += .seconds(wait) }
    }

    private mutating func planNext(since start: Moment, at now: Moment) {
        due = nextPlace(after: max(now.uptime, start.uptime + timing.interval / 2))
        if let retryAt, retryAt > now.uptime { due = min(due, retryAt) }
        postponeToOpening(now)
    }

    /// The next place on the grid.
    private func nextPlace(after uptime: Duration) -> Duration {
        let passed = Int(max(0, ((uptime - offset) / timing.interval).rounded(.down)))
        let place = offset + timing.interval * passed
        // The quotient is rounded, so that the place may be the one before or after; it must not be one that is over.
        return place > uptime ? place : place + timing.interval
    }

    /// A number from 0 to 1 that is always the same for a name, and evenly spread over names.
    private static func share(of name: String) -> Double {
        var hash = UInt64(StableHash.of(name).prefix(16), radix: 16) ?? 0
        // Names that differ in their last letter have hashes that differ little: mixed as MurmurHash3 does at its end.
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return Double((hash ^ (hash >> 33)) >> 11) / Double(1 << 53)
    }
}
