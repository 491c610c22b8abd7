import Foundation
import GRDB

/// The episodes of an alert of a model, or of all of them, in numbers.
struct AlertStatistics: BridgeRecord {
    static let databaseTableName = "episode"

    let alertname: String
    let model: String
    let episodes: Int
    /// Those whose end was told.
    let resolved: Int
    /// The mean of their durations in seconds; nil if none is resolved.
    let timeToResolution: Double?
    /// Those that an operator marked.
    let falsePositives: Int

    /// The share of false positives; nil if there is no episode.
    var falsePositiveRate: Double? { episodes > 0 ? Double(falsePositives) / Double(episodes) : nil }

    /// What is selected for it.
    static let columns = """
        count(*) AS episodes, count(ends_at) AS resolved,
        avg(max(0, ends_at - min(starts_at, opened_at))) AS time_to_resolution,
        count(false_positive_at) AS false_positives
        """
}
