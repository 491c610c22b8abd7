/// Which way a metric gets better.
public enum MetricDirection: String, Sendable, Codable, CaseIterable {
    case higher
    case lower

    /// How much better the second value is than the first; negative if it is worse.
    func gain(from champion: Double, to challenger: Double) -> Double {
        self == .higher ? challenger - champion : champion - challenger
    }
}

extension MetricDirection: ConfigurationChoice {
    static let placeholder = MetricDirection.higher
}
