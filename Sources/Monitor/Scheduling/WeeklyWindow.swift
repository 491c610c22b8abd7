public import Foundation

/// Times that come every week: a span of the day, on some days of the week, in a time zone.
///
/// Where a change of the clocks leaves out the beginning or the end, it is the moment of the change. Where it makes
/// them come twice, the first beginning and the last end count. A span that a change leaves out does not come that day.
public struct WeeklyWindow: Sendable, Equatable {
    /// The days on which the window opens.
    let days: Set<Weekday>
    /// Minutes after midnight.
    let start: Int
    /// Minutes after midnight; not after the start for a time of the next day.
    let end: Int
    let zone: TimeZone

    private static let day = 86_400

    /// Whether the window is open.
    public func contains(_ date: Date) -> Bool {
        spans(around: date).contains { $0.opening <= date && date < $0.closing }
    }

    /// The next moment at which the window is open; the given one if it is.
    public func nextOpening(from date: Date) -> Date {
        let openings = spans(around: date).filter { date < $0.closing }.map { max($0.opening, date) }
        return openings.min() ?? date
    }

    /// When the window that is open closes; nil if it is not open.
    func closing(at date: Date) -> Date? {
        spans(around: date).filter { $0.opening <= date && date < $0.closing }.map(\.closing).max()
    }

    /// The spans that begin on the day before, and on those of two weeks from then on: one may be left out.
    private func spans(around date: Date) -> [(opening: Date, closing: Date)] {
        let local = date.timeIntervalSince1970 + TimeInterval(zone.secondsFromGMT(for: date))
        let today = Int((local / Double(Self.day)).rounded(.down))
        return (today - 1...today + 15).filter { days.contains(Weekday(epochDay: $0)) }.map { day in
            let closingDay = end > start ? day : day + 1
            return (
                opening: moments(at: day * Self.day + start * 60).first,
                closing: moments(at: closingDay * Self.day + end * 60).last
            )
        }
        .filter { $0.opening < $0.closing }
    }

    /// When the clocks of the zone show a time, first and last.
    ///
    /// - Parameter wall: Seconds since 1970 as the clocks there count them.
    private func moments(at wall: Int) -> (first: Date, last: Date) {
        func moment(_ offset: Int) -> Date { Date(timeIntervalSince1970: TimeInterval(wall - offset)) }
        func offset(_ seconds: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
        }
        let before = offset(wall - Self.day)
        let after = offset(wall + Self.day)
        let candidates = [moment(before), moment(after)]
        let shown = candidates.filter { wall == Int($0.timeIntervalSince1970) + zone.secondsFromGMT(for: $0) }
        if let first = shown.min(), let last = shown.max() { return (first, last) }
        let earliest = candidates.min() ?? moment(before)
        let change = zone.nextDaylightSavingTimeTransition(after: earliest.addingTimeInterval(-1)) ?? moment(before)
        return (change, change)
    }
}
