/// The `quorum` section of a policy: how much must point at a subject before it is retrained.
public struct QuorumConfiguration: Sendable, Equatable {
    /// Alerts that must fire for the subject at once; 1 by default.
    public let minAlerts: Int
    /// A label of which the firing alerts must show several values, such as `column`.
    public let distinctLabel: String?
    /// How many values of that label; 1 by default.
    public let minDistinct: Int
    /// Episodes of the alert since the subject's last trigger, the open one included; 1 by default.
    public let minConsecutiveEpisodes: Int

    init(_ mapping: ConfigurationMapping) {
        minAlerts = mapping.value("min_alerts", default: 1)
        distinctLabel = mapping.optionalValue("distinct_label")
        minDistinct = mapping.value("min_distinct", default: 1)
        minConsecutiveEpisodes = mapping.value("min_consecutive_episodes", default: 1)
        for (key, value) in [
            ("min_alerts", minAlerts), ("min_distinct", minDistinct),
            ("min_consecutive_episodes", minConsecutiveEpisodes),
        ] where value < 1 {
            mapping.reject(key, "must be at least 1")
        }
        if let distinctLabel, !LabelMatcher.isLabelName(distinctLabel[...]) {
            mapping.reject("distinct_label", "must be the name of a label such as column")
        }
        if minDistinct > 1, distinctLabel == nil {
            mapping.reject("min_distinct", "needs distinct_label, the label whose values are counted")
        }
    }

    /// Whether one alert is enough.
    var isTrivial: Bool { minAlerts == 1 && minDistinct == 1 && minConsecutiveEpisodes == 1 }
}
