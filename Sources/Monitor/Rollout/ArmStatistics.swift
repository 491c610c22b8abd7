/// What was seen of one arm.
struct ArmStatistics: Sendable, Equatable, Codable {
    /// Predictions, those that failed included.
    private(set) var count = 0
    private(set) var errors = 0
    private(set) var metrics: [String: RunningMoments] = [:]

    /// The share of predictions that failed; nil without predictions.
    var errorRate: Double? { count > 0 ? Double(errors) / Double(count) : nil }

    mutating func update(_ observation: RolloutObservation) {
        count += 1
        if observation.isError { errors += 1 }
        for (name, value) in observation.values { metrics[name, default: .init()].update(value) }
    }
}
