import Foundation

/// Decides when the active alerts are fetched: at the start, again until that succeeds, then at intervals.
struct ReconciliationSchedule: Sendable {
    /// How long after a failure it is tried again, unless the interval is shorter.
    static let retryPause: Duration = .seconds(10)

    private var lastTry: Date?
    private var hasSucceeded = false

    /// Whether they are to be fetched now.
    func isDue(_ configuration: AlertmanagerConfiguration?, at now: Date) -> Bool {
        guard let configuration, configuration.reconciles else { return false }
        guard let lastTry else { return true }
        let interval = configuration.reconcileInterval
        let pause = hasSucceeded ? interval : min(Self.retryPause, interval ?? Self.retryPause)
        return pause.map { now >= lastTry.addingTimeInterval($0.seconds) } ?? false
    }

    /// Takes down how it went.
    mutating func note(success: Bool, at now: Date) {
        lastTry = now
        hasSucceeded = hasSucceeded || success
    }
}
