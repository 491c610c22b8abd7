import Checks

/// One entry of `metrics`: what a challenger must reach beside the champion.
///
/// With `min_improvement` it is a goal, of which at least one must be reached; every rule is a guard as well.
public struct MetricRule: Sendable, Equatable {
    /// The metric's name, or a pattern with `*` and `?` for a guard over segments.
    let name: NamePattern
    /// Which way the metric gets better.
    public let direction: MetricDirection
    /// How much better the challenger must be; nil for a guard, 0 to be content with as good.
    public let minimumImprovement: Double?
    /// How much worse the challenger may be; 0 by default.
    public let maximumRegression: Double
    /// Whether both are shares of the champion's value instead of differences.
    public let isRelative: Bool
    /// The value that the challenger must reach whatever the champion has; nil for none.
    public let limit: Double?

    /// Creates a rule.
    public init(
        _ name: String, _ direction: MetricDirection, minimumImprovement: Double? = nil, maximumRegression: Double = 0,
        isRelative: Bool = false, limit: Double? = nil
    ) {
        self.name = NamePattern(name)
        self.direction = direction
        self.minimumImprovement = minimumImprovement
        self.maximumRegression = maximumRegression
        self.isRelative = isRelative
        self.limit = limit
    }

    /// What is wrong with the rule; nil if it can be used.
    public var problem: String? {
        if name.text.isEmpty { return "must name a metric" }
        if let minimumImprovement, !(minimumImprovement >= 0) { return "needs a min_improvement of 0 or more" }
        if !(maximumRegression >= 0) { return "needs a max_regression of 0 or more" }
        if minimumImprovement != nil, !name.isName {
            return "can have min_improvement only for one metric, not a pattern"
        }
        return nil
    }
}

extension MetricRule {
    init(_ mapping: ConfigurationMapping) {
        self.init(
            mapping.value("name"), mapping.value("direction", default: .higher),
            minimumImprovement: mapping.optionalValue("min_improvement"),
            maximumRegression: mapping.value("max_regression", default: 0.0),
            isRelative: mapping.value("relative", default: false), limit: mapping.optionalValue("limit"))
        if mapping.contains("name"), let problem { mapping.reject("name", problem) }
    }
}
