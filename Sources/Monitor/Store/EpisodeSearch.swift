import Foundation
import GRDB

/// Which episodes are asked for.
struct EpisodeSearch: Sendable, Equatable {
    var state: EpisodeFilter?
    var severity: AlertSeverity?
    var mark: EpisodeMark?
    var alertname: String?
    var model: String?
    /// When the bridge first heard of them, the end not included.
    var opened: Range<Date>?

    /// The conditions with their values.
    var conditions: [(sql: String, values: StatementArguments)] {
        let texts: [(String, String?)] = [
            ("severity = ?", severity?.rawValue), ("alertname = ?", alertname), ("model = ?", model),
        ]
        let plain = [state?.condition, mark?.condition].compactMap { $0.map { ($0, StatementArguments()) } }
        let period = opened.map { range in
            (
                "opened_at >= ? AND opened_at < ?",
                [range.lowerBound.timeIntervalSince1970, range.upperBound.timeIntervalSince1970] as StatementArguments
            )
        }
        return plain + texts.compactMap { sql, value in value.map { (sql, [$0]) } } + [period].compactMap(\.self)
    }

    /// Where rows are looked for, the newest first.
    ///
    /// SQLite would sort all rows of a period. Alerts that fire are few, those of a name are in order, and the end of any
    /// other list is near the newest row.
    var source: String {
        if state == .open { return "episode INDEXED BY episode_active" }
        return alertname == nil ? "episode NOT INDEXED" : "episode INDEXED BY episode_alert"
    }
}
