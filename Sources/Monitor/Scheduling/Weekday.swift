/// A day of the week.
public enum Weekday: String, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday of a day counted from 1970-01-01, which was a Thursday.
    init(epochDay: Int) {
        let place = ((epochDay + 3) % 7 + 7) % 7
        self = Self.allCases[place]
    }
}
