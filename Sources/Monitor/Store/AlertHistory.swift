import Foundation

/// The alerts of a period in numbers.
struct AlertHistory: Sendable {
    /// Alerts that are told one by one at most.
    static let alertLimit = 100

    let search: AlertHistorySearch
    let total: AlertStatistics
    /// By name and model, the most frequent first.
    let alerts: [AlertStatistics]
    /// How many more names and models there are.
    let leftOut: Int
    private let days: [[[UInt8]]: [AlertDay]]

    /// - Parameter days: Those of the alerts that are told one by one.
    init(
        _ search: AlertHistorySearch, total: AlertStatistics, alerts: [AlertStatistics], leftOut: Int, days: [AlertDay]
    ) {
        self.search = search
        self.total = total
        self.alerts = alerts
        self.leftOut = leftOut
        self.days = Dictionary(grouping: days) { Self.key($0.alertname, $0.model) }
    }

    /// The days on which an alert began.
    func days(of alert: AlertStatistics) -> [AlertDay] {
        days[Self.key(alert.alertname, alert.model)] ?? []
    }

    /// To Swift two spellings of one letter are equal, to the database they are not.
    private static func key(_ alertname: String, _ model: String) -> [[UInt8]] {
        [Array(alertname.utf8), Array(model.utf8)]
    }
}
