import Foundation
import GRDB

/// How many episodes of an alert began on one day.
struct AlertDay: BridgeRecord {
    static let databaseTableName = "episode"

    let alertname: String
    let model: String
    /// Days since 1970-01-01 in UTC.
    let day: Int
    let episodes: Int

    /// The date, such as 2026-11-20.
    var dayText: String {
        let date = Date(timeIntervalSince1970: Double(day) * AlertHistorySearch.secondsOfDay)
        return date.formatted(.iso8601.year().month().day())
    }
}
