import Foundation

/// Whose history is asked for, and of which period.
struct AlertHistorySearch: Sendable, Equatable {
    static let standardDays = 30
    static let highestDays = 366
    static let secondsOfDay = 86_400.0

    let days: Int
    /// Whole days in UTC, today included.
    let period: Range<Date>
    var alertname: String?
    var model: String?

    init(days: Int, alertname: String? = nil, model: String? = nil, at now: Date) {
        self.days = days
        self.alertname = alertname
        self.model = model
        let today = (now.timeIntervalSince1970 / Self.secondsOfDay).rounded(.down)
        let start = Date(timeIntervalSince1970: (today - Double(days - 1)) * Self.secondsOfDay)
        period = start..<(start + Double(days) * Self.secondsOfDay)
    }

    /// The first day, counted from 1970-01-01.
    var firstDay: Int { Int(period.lowerBound.timeIntervalSince1970 / Self.secondsOfDay) }

    /// The episodes behind it.
    var episodes: EpisodeSearch { EpisodeSearch(alertname: alertname, model: model, opened: period) }
}
