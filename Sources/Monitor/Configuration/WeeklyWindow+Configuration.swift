import Foundation
import Yams

extension WeeklyWindow {
    /// Reads `window: "22:00-06:00"`, `days`, `time_zone`; all day, every day and UTC by default.
    init(_ mapping: ConfigurationMapping) {
        let names: [Weekday] = mapping.value("days", default: Weekday.allCases)
        if mapping.node("days")?.sequence?.isEmpty ?? false { mapping.reject("days", "must name at least one day") }
        days = names.isEmpty ? Set(Weekday.allCases) : Set(names)
        (start, end) = Self.span(mapping)
        zone = Self.zone(mapping)
    }

    private static func span(_ mapping: ConfigurationMapping) -> (start: Int, end: Int) {
        let text = mapping.value("window", default: "00:00-24:00")
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
        guard times.count == 2, let start = times[0], let end = times[1], start != end, start < 24 * 60 else {
            mapping.reject("window", "must be two different times of day such as 22:00-06:00, found \"\(text)\"")
            return (0, 24 * 60)
        }
        return (start, end)
    }

    /// Minutes after midnight of `06:30`, up to `24:00`.
    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isWholeNumber) }),
            let hours = UInt8(parts[0]), let minutes = UInt8(parts[1]), minutes < 60
        else { return nil }
        let result = Int(hours) * 60 + Int(minutes)
        return result <= 24 * 60 ? result : nil
    }

    private static func zone(_ mapping: ConfigurationMapping) -> TimeZone {
        let name = mapping.value("time_zone", default: "UTC")
        if let zone = TimeZone(identifier: name) { return zone }
        mapping.reject("time_zone", "must be a name of the IANA database such as Europe/Berlin, found \"\(name)\"")
        return .gmt
    }
}

extension Weekday: ConfigurationChoice {
    static let placeholder = Weekday.monday
}
