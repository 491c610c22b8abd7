/// One entry of `policies`: which alerts retrain what, on which engine, under which limits.
public struct PolicyConfiguration: Sendable, Equatable {
    /// The name that appears in the label `policy`.
    public let name: String
    /// Whether it decides anything; true by default.
    public let isEnabled: Bool
    /// All of them must match the labels of an alert.
    public let matchers: [LabelMatcher]
    /// What is retrained: at most one unfinished trigger exists for each subject; `{{ labels.model }}` by default.
    public let subject: LabelTemplate
    /// The model handed to the engine where the alert has no label `model`.
    public let model: String?
    /// What runs the retraining.
    public let engine: EngineConfiguration
    /// How much happens without a person; `approve` by default.
    public let mode: PolicyMode
    /// How much must point at the subject first.
    public let quorum: QuorumConfiguration
    /// Alerts that forbid retraining while they fire.
    public let blocks: BlockConfiguration
    /// Times at which no trigger is made.
    public let quietHours: [WeeklyWindow]
    /// How long a trigger waits for the alert to resolve before it is dispatched; 0s by default.
    public let hold: Duration
    /// How long after the end of a run the subject stays suppressed; 1h by default, twice that after a rejected model.
    public let cooldown: Duration
    /// How long after a success the subject stays suppressed while the alert's window still holds old data; 0s by
    /// default.
    public let settle: Duration
    /// Pauses after retrainings in a row that did not help; 1h, 6h, 24h by default. The last one is repeated.
    public let rearm: [Duration]
    /// Retrainings in a row that did not help, after which a person must look; 3 by default.
    public let maxFailures: Int
    /// How fast triggers may follow each other.
    public let rate: RateConfiguration
    /// Triggers within 24 hours.
    public let dailyLimit: DailyLimitConfiguration
    /// Units that one run costs, such as GPU hours; 1 by default.
    public let cost: Double
    /// Units within 24 hours and within 30 days.
    public let spendLimit: SpendLimitConfiguration
    /// Runs of this policy in progress at most; no limit of its own (0) by default.
    public let maxConcurrent: Int
    /// How long a trigger waits for a person; 7d by default, 0s for ever.
    public let approvalTimeout: Duration
    /// How long a run may wait at the engine before it begins; 1h by default, 0s for ever.
    public let startDeadline: Duration
    /// How long a run may take once it has begun; 24h by default, 0s for ever.
    public let runDeadline: Duration
    /// What follows when every alert is over.
    public let onResolve: ResolveConfiguration
    /// What follows when the engine may have started a run that no look-up finds; `hold` by default.
    public let onAmbiguous: AmbiguityChoice
    /// How long such a run is looked for, since engines list a new run late; 1m by default.
    public let lookupGrace: Duration
    /// Whether Alertmanager silences the alerts behind a retraining while it is at work; false by default.
    public let silences: Bool
    /// How often and how long a start is tried again.
    public let retry: RetryConfiguration
    /// How the result of a retraining is judged; nil if its success is all that counts.
    let verdict: VerdictConfiguration?

    init(_ mapping: ConfigurationMapping) {
        name = mapping.value("name")
        isEnabled = mapping.value("enabled", default: true)
        matchers = mapping.matchers("match")
        model = mapping.optionalValue("model")
        subject = mapping.template("subject", default: mapping.contains("model") ? model ?? "" : "{{ labels.model }}")
        engine = EngineConfiguration(mapping)
        mode = mapping.value("mode", default: .approve)
        quorum = mapping.sectionOrDefaults("quorum") { .init($0) }
        blocks = mapping.sectionOrDefaults("blocked_by") { .init($0) }
        quietHours = mapping.sections("quiet_hours") { .init($0) }
        hold = mapping.value("hold", default: .zero)
        cooldown = mapping.value("cooldown", default: .seconds(3600))
        settle = mapping.value("settle", default: .zero)
        rearm = mapping.value("rearm", default: [.seconds(3600), .seconds(6 * 3600), .seconds(24 * 3600)])
        maxFailures = mapping.value("max_failures", default: 3)
        rate = mapping.sectionOrDefaults("rate") { .init($0) }
        dailyLimit = mapping.sectionOrDefaults("daily_limit") { .init($0) }
        cost = mapping.value("cost", default: 1)
        spendLimit = mapping.sectionOrDefaults("spend_limit") { .init($0) }
        maxConcurrent = mapping.value("max_concurrent", default: 0)
        approvalTimeout = mapping.value("approval_timeout", default: .seconds(7 * 86_400))
        startDeadline = mapping.value("start_deadline", default: .seconds(3600))
        runDeadline = mapping.value("run_deadline", default: .seconds(86_400))
        onResolve = mapping.sectionOrDefaults("on_resolve") { .init($0) }
        onAmbiguous = mapping.value("on_ambiguous", default: .hold)
        lookupGrace = mapping.value("lookup_grace", default: .seconds(60))
        silences = mapping.value("silence", default: false)
        retry = mapping.sectionOrDefaults("retry") { .init($0) }
        verdict = mapping.section("verdict") { .init($0) }
        if verdict?.mlflow?.statusInterval != nil, statusModels.isEmpty {
            mapping.reject("verdict", "needs registry.mlflow.status_models, since alerts decide which model is meant")
        }
        if maxFailures < 1 { mapping.reject("max_failures", "must be at least 1") }
        mapping.requireNotNegative("max_concurrent", "cost")
        if let period = spendLimit.period(below: cost) {
            mapping.reject("cost", "must not exceed spend_limit.\(period.rawValue), or no run could ever start")
        }
    }
}
