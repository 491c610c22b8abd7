import Foundation

/// What an open episode means for one policy.
enum TriggerDecision: Sendable, Equatable {
    /// A retraining is decided; it begins in the given state and is looked at again at the given time.
    case create(TriggerState, due: Date?, reason: String)
    /// The subject's unfinished trigger takes the alert as further evidence.
    case join(ActiveTrigger)
    /// None now; where only time stands against it, it is decided anew at the given moment while the alert fires.
    ///
    /// The detail says more than the reason can, with figures.
    case suppress(SuppressionReason, until: Date? = nil, detail: String? = nil)

    /// How long until something that only other alerts can change is decided anew.
    static let recheck: TimeInterval = 60
    private static let day: TimeInterval = 86_400

    /// Decides for one episode.
    init(
        policy: PolicyConfiguration, limits: DecisionSettings, situation: some TriggerSituation, at now: Date
    ) throws {
        let rules: [() throws -> TriggerDecision?] = [
            { policy.isEnabled ? nil : .suppress(.disabled) },
            { try Self.episode(policy, situation) },
            { policy.mode == .observe ? .suppress(.observe) : nil },
            { try Self.active(situation) },
            { try situation.blockingAlert().map { _ in .suppress(.dataFault, until: now + Self.recheck) } },
            { try Self.quorum(policy.quorum, situation, at: now) },
            { try Self.failures(policy, situation, at: now) },
            { try Self.cooldown(policy, situation, at: now) },
            { Self.quietHours(policy.quietHours, at: now) },
            { try Self.dailyLimit(policy.dailyLimit, situation, at: now) },
            { try Self.spending(policy, limits.spendLimit, situation, at: now) },
            { try Self.storm(limits.storm, policy, situation, at: now) },
            { try Self.rate(policy.rate, situation, at: now) },
        ]
        for rule in rules {
            if let decision = try rule() {
                self = decision
                return
            }
        }
        self = Self.create(policy, at: now)
    }

    /// A person who ended the episode's trigger has decided about the episode.
    private static func episode(
        _ policy: PolicyConfiguration, _ situation: some TriggerSituation
    ) throws -> TriggerDecision? {
        let history = try situation.episode()
        let isOver = history.isDismissed || (history.ended > 0 && policy.rearm.isEmpty)
        return isOver ? .suppress(.duplicateEpisode) : nil
    }

    private static func active(_ situation: some TriggerSituation) throws -> TriggerDecision? {
        guard let active = try situation.active() else { return nil }
        if active.state == .settling { return .suppress(.settling, until: active.dueAt) }
        return active.hasEpisode ? .suppress(.duplicateEpisode) : .join(active)
    }

    private static func quorum(
        _ quorum: QuorumConfiguration, _ situation: some TriggerSituation, at now: Date
    ) throws -> TriggerDecision? {
        guard !quorum.isTrivial else { return nil }
        let support = try situation.support()
        let isEnough =
            support.alerts >= quorum.minAlerts && support.distinct >= quorum.minDistinct
            && support.consecutiveEpisodes >= quorum.minConsecutiveEpisodes
        return isEnough ? nil : .suppress(.quorum, until: now + recheck)
    }

    /// After retrainings that did not help comes a pause, then a longer one, then a person.
    ///
    /// A success counts as one where the same alert fires still. What failed before the alert cleared costs only the
    /// pause.
    private static func failures(
        _ policy: PolicyConfiguration, _ situation: some TriggerSituation, at now: Date
    ) throws -> TriggerDecision? {
        let episode = try situation.episode()
        let subject = try situation.subject()
        let count = max(episode.ended, subject.failures)
        guard count > 0, let last = [episode.lastEndedAt, subject.lastFailedAt].compactMap({ $0 }).max() else {
            return nil
        }
        let isUnsafe = episode.ended > 0 && subject.isLastRolledBack
        if isUnsafe || episode.ended >= policy.maxFailures { return .suppress(.manualReview) }
        guard !policy.rearm.isEmpty else { return nil }
        let end = last + policy.rearm[min(count, policy.rearm.count) - 1].seconds
        return now < end ? .suppress(.rearm, until: end) : nil
    }

    private static func cooldown(
        _ policy: PolicyConfiguration, _ situation: some TriggerSituation, at now: Date
    ) throws -> TriggerDecision? {
        let subject = try situation.subject()
        guard let last = subject.lastRunEndedAt else { return nil }
        let end = last + policy.cooldown.seconds * (subject.isLastRejected ? 2 : 1)
        return now < end ? .suppress(.cooldown, until: end) : nil
    }

    private static func quietHours(_ windows: [WeeklyWindow], at now: Date) -> TriggerDecision? {
        guard let window = windows.first(where: { $0.contains(now) }) else { return nil }
        return .suppress(.quietHours, until: window.closing(at: now))
    }

    private static func dailyLimit(
        _ limit: DailyLimitConfiguration, _ situation: some TriggerSituation, at now: Date
    ) throws -> TriggerDecision? {
        if limit.subject > 0 {
            let made = try situation.subjectTriggers(since: now - day)
            if made.count >= limit.subject {
                return .suppress(.dailyLimit, until: made[made.count - limit.subject] + day)
            }
        }
        if limit.policy > 0 {
            let made = try situation.triggers(since: now - day)
            if made.count >= limit.policy {
                return .suppress(.dailyLimit, until: made[made.count - limit.policy] + day)
            }
        }
        return nil
    }

    private static func storm(
        _ storm: StormConfiguration, _ policy: PolicyConfiguration, _ situation: some TriggerSituation, at now: Date
    ) throws -> TriggerDecision? {
        guard storm.subjects > 0, policy.mode == .auto else { return nil }
        let count = try situation.askingSubjects(since: now - storm.window.seconds)
        guard count > storm.subjects else { return nil }
        let reason = "storm: \(count) subjects ask for a retraining within \(Int(storm.window.seconds)) s"
        return .create(.awaitingApproval, due: approvalEnd(policy, at: now), reason: reason)
    }

    private static func rate(
        _ rate: RateConfiguration, _ situation: some TriggerSituation, at now: Date
    ) throws -> TriggerDecision? {
        guard rate.interval > .zero else { return nil }
        let start = now - rate.interval.seconds * Double(3 * rate.burst)
        var bucket = TokenBucket(interval: rate.interval, burst: rate.burst)
        for made in try situation.triggers(since: start) {
            _ = bucket.take(at: .seconds(made.timeIntervalSince(start)))
        }
        if bucket.take(at: .seconds(now.timeIntervalSince(start))) { return nil }
        return .suppress(.rateLimit, until: now + rate.interval.seconds)
    }

    private static func create(_ policy: PolicyConfiguration, at now: Date) -> TriggerDecision {
        if policy.mode != .auto {
            return .create(.awaitingApproval, due: approvalEnd(policy, at: now), reason: "alert fires")
        }
        guard policy.hold > .zero else { return .create(.queued, due: now, reason: "alert fires") }
        return .create(.held, due: now + policy.hold.seconds, reason: "alert fires")
    }

    private static func approvalEnd(_ policy: PolicyConfiguration, at now: Date) -> Date? {
        policy.approvalTimeout > .zero ? now + policy.approvalTimeout.seconds : nil
    }
}
