/// By which steps a version is rolled out, and on what evidence.
struct RolloutPlan: Sendable, Equatable, Codable {
    /// A metric of predictions beside whether they failed.
    struct Metric: Sendable, Equatable, Codable {
        let name: String
        /// Which way it gets better.
        let direction: MetricDirection
    }

    /// Metrics at most: each is a series of each arm.
    static let mostMetrics = 10

    /// The percentages of the traffic, rising to 100; 10, 20, ..., 100 by default.
    var stages = Array(stride(from: 10, through: 100, by: 10))
    /// How many predictions of each arm a step takes; 100 by default.
    var minimumSamples = 100
    /// The probability that a rollout of an equal version is rolled back; 0.05 by default.
    var alpha = 0.05
    /// How long each step lasts at least, in seconds; an hour by default.
    var interval = 3600.0
    /// What is compared beside the share of failed predictions.
    var metrics: [Metric] = []
    /// Whether steps are taken without a person; true by default.
    var isAutomatic = true

    private enum CodingKeys: String, CodingKey {
        case stages, alpha, metrics
        case minimumSamples = "minimum_samples"
        case interval = "interval_seconds"
        case isAutomatic = "automatic"
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        stages = try container.decodeIfPresent([Int].self, forKey: .stages) ?? stages
        minimumSamples = try container.decodeIfPresent(Int.self, forKey: .minimumSamples) ?? minimumSamples
        alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
        interval = try container.decodeIfPresent(Double.self, forKey: .interval) ?? interval
        metrics = try container.decodeIfPresent([Metric].self, forKey: .metrics) ?? metrics
        isAutomatic = try container.decodeIfPresent(Bool.self, forKey: .isAutomatic) ?? isAutomatic
    }

    /// What is wrong with the plan; nil if it can be followed.
    var problem: String? {
        let rising = zip(stages, stages.dropFirst()).allSatisfy(<)
        guard let first = stages.first, let last = stages.last, first >= 1, last == 100, rising else {
            return "stages must rise from at least 1 to 100, such as [10, 25, 50, 100]"
        }
        if minimumSamples < 2 { return "minimum_samples must be at least 2" }
        if !(alpha > 0 && alpha < 1) { return "alpha must lie between 0 and 1" }
        if !(interval > 0 && interval <= 366 * 86_400) {
            return "interval_seconds must be more than 0 and at most a year"
        }
        let names = metrics.map(\.name)
        if metrics.count > Self.mostMetrics { return "at most \(Self.mostMetrics) metrics can be compared" }
        if Set(names).count < names.count || names.contains("") || names.contains(RolloutTest.errorRate) {
            return "the names of metrics must differ, and be neither empty nor \(RolloutTest.errorRate)"
        }
        return nil
    }
}
