import Foundation
import Synchronization

/// Notices that the clock of the machine was set while the bridge ran, or set back while it did not.
final class ClockWatch: Sendable {
    /// Seconds by which a clock may be off before that counts as set.
    static let tolerance: TimeInterval = 10

    private let clock: MomentClock
    /// The last moment at which the clock was right; nil before the first look.
    private let last = Mutex<Moment?>(nil)

    init(_ clock: MomentClock) {
        self.clock = clock
    }

    var now: Moment { clock.now }

    /// Whether the clock was set since the last look, or was never looked at.
    func isDisturbed() -> Bool {
        let now = clock.now
        return last.withLock { last in
            guard let before = last, abs(Self.jump(from: before, to: now)) < Self.tolerance else { return true }
            last = now
            return false
        }
    }

    /// By how many seconds the clock was set; nil if it was not.
    ///
    /// - Parameter latest: The newest time that is stored, which tells at the first look whether the clock went back.
    func jump(to now: Moment, latest: Date?) -> TimeInterval? {
        let jump = last.withLock { last in
            last.map { Self.jump(from: $0, to: now) } ?? min(0, latest.map { now.date.timeIntervalSince($0) } ?? 0)
        }
        return abs(jump) < Self.tolerance ? nil : jump
    }

    /// Takes the clock as right from a moment on; nil has it looked at as at first.
    func accept(_ now: Moment?) {
        last.withLock { $0 = now }
    }

    private static func jump(from before: Moment, to now: Moment) -> TimeInterval {
        now.date.timeIntervalSince(before.date) - (now.uptime - before.uptime).seconds
    }
}
