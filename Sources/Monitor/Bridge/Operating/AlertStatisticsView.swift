/// Numbers of alerts as the API shows them.
struct AlertStatisticsView: Encodable {
    let episodes, resolved, falsePositives: Int
    /// Nil if none is resolved.
    let meanTimeToResolution: Double?
    /// Nil if there is no episode.
    let falsePositiveRate: Double?

    enum CodingKeys: String, CodingKey {
        case episodes, resolved
        case falsePositives = "false_positives"
        case meanTimeToResolution = "mean_time_to_resolution_seconds"
        case falsePositiveRate = "false_positive_rate"
    }

    init(_ row: AlertStatistics) {
        episodes = row.episodes
        resolved = row.resolved
        falsePositives = row.falsePositives
        meanTimeToResolution = row.timeToResolution
        falsePositiveRate = row.falsePositiveRate
    }
}
