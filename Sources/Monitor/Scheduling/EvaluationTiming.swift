import Dataset

/// When a model is evaluated, and how long what was found is shown.
struct EvaluationTiming: Sendable, Equatable {
    /// How often its data are looked at.
    let interval: Duration
    /// How long one evaluation may take.
    let timeout: Duration
    /// How long a look at the data may take; it fetches those that are elsewhere.
    var lookTimeout = EvaluationTiming.longestLook
    /// How long after the last success values are shown while evaluations fail; nil for as long as it takes.
    let maxAge: Duration?
    /// The times of day at which evaluations may begin; nil for all.
    let window: WeeklyWindow?
}

extension EvaluationTiming {
    /// The longest that looking up files may take.
    static let longestLook = Duration.seconds(60)

    /// What holds for a model: its own settings, else those for all.
    init(of model: ModelConfiguration, else global: EvaluationKeys) {
        self.init(model.evaluation, else: global)
        lookTimeout = min(lookTimeout, timeout)
        for location in [model.reference, model.current] where location.isElsewhere { lookTimeout += location.timeout }
    }

    /// What holds by keys alone.
    init(_ model: EvaluationKeys, else global: EvaluationKeys) {
        interval = model.interval ?? global.interval ?? .seconds(30)
        timeout = model.timeout ?? global.timeout ?? .seconds(300)
        let longest = model.maxAge ?? global.maxAge ?? .zero
        maxAge = (model.onError ?? global.onError) == .drop ? .zero : longest == .zero ? nil : longest
        window = model.window ?? global.window
    }
}
