import Foundation

/// Both clocks of this machine, from one start on.
struct MomentClock: Sendable {
    private let start = ContinuousClock.now
    private let date: @Sendable () -> Date

    /// - Parameter date: What the clock on the wall shows.
    init(date: @escaping @Sendable () -> Date) {
        self.date = date
    }

    /// The moment it is.
    var now: Moment {
        Moment(uptime: start.duration(to: .now), date: date())
    }

    /// Waits; throws if the task is cancelled.
    func sleep(until uptime: Duration) async throws {
        try await Task.sleep(until: start + uptime, clock: .continuous)
    }
}
