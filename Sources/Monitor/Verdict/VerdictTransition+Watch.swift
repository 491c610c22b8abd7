import Foundation

extension VerdictTransition {
    /// What Prometheus found; nil if there is no breach.
    mutating func takeBreach(_ breach: String?) {
        guard let watch = configuration.watch, let deadline = progress.deadline else { return enter(.done) }
        guard let breach else {
            progress.breachedSince = nil
            if now >= deadline { return passWatch() }
            return pause(min(watch.interval.seconds, deadline.timeIntervalSince(now)), "watching the new champion")
        }
        let since = progress.breachedSince ?? now
        progress.breachedSince = since
        guard now >= since + watch.hold.seconds else {
            return pause(min(watch.interval.seconds, (since + watch.hold.seconds).timeIntervalSince(now)), breach)
        }
        guard configuration.rollsBack else {
            progress.warnings.append("the watch found a breach, and rollback is off: \(breach)")
            return enter(.done)
        }
        progress.reason = "the watch found a breach: \(breach)"
        enter(configuration.promotion == .alias ? .reverting : .revoking)
    }

    private mutating func passWatch() {
        progress.hasPassedWatch = true
        enter(configuration.reference == nil ? .done : .referencing)
    }

    /// A watch that cannot look has not passed; it is given as much time again.
    mutating func failToLook(_ reason: String) {
        guard let watch = configuration.watch, let deadline = progress.deadline else { return enter(.done) }
        if now >= deadline + watch.window.seconds {
            return skip("the watch could not be finished: \(reason)") { $0.enter(.done) }
        }
        pause(watch.interval.seconds, reason)
    }
}
