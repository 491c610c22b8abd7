/// What a policy says of how its triggers go on.
struct TriggerRules: Sendable, Equatable {
    var retry = RetryConfiguration.standard
    /// The first pause between two looks at a run; it grows by half each time, up to a minute.
    var pollInterval = Duration.seconds(5)
    var idempotency = Idempotency.key
    var startDeadline = Duration.seconds(3600)
    var runDeadline = Duration.seconds(86_400)
    var settle = Duration.zero
    /// Whether what a run made is judged.
    var hasVerdict = false
    var cancelsPending = true
    var cancelsRunning = false
    var confirm = Duration.seconds(600)
    var onAmbiguous = AmbiguityChoice.hold
    var lookupGrace = Duration.seconds(60)
}

extension TriggerRules {
    /// The rules of a policy on its engine; where the policy is no longer configured, those that do least.
    init(_ policy: PolicyConfiguration?, idempotency: Idempotency, pollInterval: Duration) {
        self.init()
        self.idempotency = idempotency
        self.pollInterval = pollInterval
        guard let policy else { return }
        retry = policy.retry
        startDeadline = policy.startDeadline
        runDeadline = policy.runDeadline
        settle = policy.settle
        hasVerdict = policy.verdict != nil
        cancelsPending = policy.onResolve.cancelsPending
        cancelsRunning = policy.onResolve.cancelsRunning
        confirm = policy.onResolve.confirm
        onAmbiguous = policy.onAmbiguous
        lookupGrace = policy.lookupGrace
    }
}
