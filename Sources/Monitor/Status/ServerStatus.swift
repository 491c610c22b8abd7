import Checks
import Foundation

/// What is known of a server: how the looks at it went, and what the last good one found.
struct ServerStatus: Sendable {
    /// After how many intervals without a good look what was found counts no more.
    static let lifetime = 5.0

    /// When the last look began.
    private(set) var lastLook: Date?
    private var isUp: Bool?
    private var successes = 0
    private var failures = 0
    private var reading = StatusReading()
    private var readAt: Date?
    /// Whether a look is under way.
    private(set) var isBusy = false

    /// Whether the server is to be looked at now.
    func isDue(every interval: Duration, at now: Date) -> Bool {
        guard !isBusy else { return false }
        return lastLook.map { now >= $0 + interval.seconds } ?? true
    }

    mutating func begin(at now: Date) {
        isBusy = true
        lastLook = now
    }

    /// Takes down what a look found, nil if it failed; tells whether that is another outcome than last time.
    @discardableResult
    mutating func end(_ reading: StatusReading?, at now: Date) -> Bool {
        let before = isUp
        isBusy = false
        isUp = reading != nil
        if let reading {
            successes += 1
            self.reading = reading
            readAt = now
        } else {
            failures += 1
        }
        return before != isUp
    }

    /// How the looks went, and what was found unless it is too old.
    func measurements(_ kind: String, _ server: String, every interval: Duration, at now: Date) -> [Checks.Measurement]
    {
        let labels = [kind, server]
        var result = [
            Checks.Measurement(ServerStatusMetric.polls, labels + ["success"], Double(successes)),
            Checks.Measurement(ServerStatusMetric.polls, labels + ["failure"], Double(failures)),
        ]
        if let isUp { result.append(Checks.Measurement(ServerStatusMetric.isUp, labels, isUp ? 1 : 0)) }
        guard let readAt else { return result }
        result.append(Checks.Measurement(ServerStatusMetric.lastSuccess, labels, readAt.timeIntervalSince1970))
        guard now <= readAt + Self.lifetime * interval.seconds else { return result }
        result.append(Checks.Measurement(ServerStatusMetric.omitted, labels, Double(reading.omitted)))
        return result + reading.measurements
    }
}
