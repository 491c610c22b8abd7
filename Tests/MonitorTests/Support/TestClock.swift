import Foundation

/// Times of the recorded payloads, written short.
enum TestClock {
    /// A time of day on 20 November 2026, when the payloads were recorded, such as `22:51:00`.
    static func at(_ timeOfDay: String) -> Date {
        (try? Date("2026-11-20T\(timeOfDay)Z", strategy: .iso8601)) ?? .distantPast
    }
}
