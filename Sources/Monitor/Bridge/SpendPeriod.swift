import Foundation

/// How far back the units of a budget are counted.
enum SpendPeriod: String, Sendable, CaseIterable {
    case daily
    case monthly

    /// Its length in seconds.
    var length: TimeInterval {
        switch self {
        case .daily: 86_400
        case .monthly: 30 * 86_400
        }
    }

    /// Its length for people.
    var text: String {
        switch self {
        case .daily: "24 hours"
        case .monthly: "30 days"
        }
    }
}
