/// Reads times as ISO 8601 and RFC 3339 write them: a date, or a date and a time with any number of fractional digits;
/// without an offset they are in UTC.
enum TimeNotation {
    /// Nanoseconds since 1970-01-01 UTC of `2026-11-20`, `2026-11-20 23:45` or `2026-11-20T23:45:30.449225+01:00`; nil if
    /// the text is no time.
    static func nanoseconds(_ text: Span<UInt8>) -> Int64? {
        var place = 0
        guard let year = digits(4, text, &place), skip(dash, text, &place), let month = digits(2, text, &place),
            skip(dash, text, &place), let day = digits(2, text, &place), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        var seconds = daysSinceEpoch(year, month, day) * 86_400
        var fraction: Int64 = 0
        if place < text.count {
            guard skip(UInt8(ascii: "T"), text, &place) || skip(UInt8(ascii: " "), text, &place),
                let time = secondsOfDay(text, &place)
            else { return nil }
            fraction = Self.fraction(text, &place)
            guard let offset = offset(text, &place), place == text.count else { return nil }
            seconds += time - offset
        }
        let (time, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : time.addingReportingOverflow(fraction).partialValue
    }

    private static let dash = UInt8(ascii: "-")
    private static let colon = UInt8(ascii: ":")

    private static func digit(_ byte: UInt8) -> Int64? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int64(byte - UInt8(ascii: "0")) : nil
    }

    private static func digits(_ count: Int, _ text: Span<UInt8>, _ place: inout Int) -> Int64? {
        guard place + count <= text.count else { return nil }
        var value: Int64 = 0
        for index in place..<place + count {
            guard let digit = digit(text[index]) else { return nil }
            value = value * 10 + digit
        }
        place += count
        return value
    }

    private static func skip(_ byte: UInt8, _ text: Span<UInt8>, _ place: inout Int) -> Bool {
        guard place < text.count, text[place] == byte else { return false }
        place += 1
        return true
    }

    private static func secondsOfDay(_ text: Span<UInt8>, _ place: inout Int) -> Int64? {
        guard let hour = digits(2, text, &place), skip(colon, text, &place), let minute = digits(2, text, &place),
            hour < 24, minute < 60
        else { return nil }
        guard skip(colon, text, &place) else { return hour * 3600 + minute * 60 }
        guard let second = digits(2, text, &place), second < 61 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// What stands behind the point, down to nanoseconds.
    private static func fraction(_ text: Span<UInt8>, _ place: inout Int) -> Int64 {
        guard skip(UInt8(ascii: "."), text, &place) else { return 0 }
        var value: Int64 = 0
        var unit: Int64 = 100_000_000
        while place < text.count, let digit = digit(text[place]) {
            value += digit * unit
            unit /= 10
            place += 1
        }
        return value
    }

    private static func offset(_ text: Span<UInt8>, _ place: inout Int) -> Int64? {
        guard place < text.count else { return 0 }
        if skip(UInt8(ascii: "Z"), text, &place) { return 0 }
        let sign: Int64 = skip(UInt8(ascii: "+"), text, &place) ? 1 : skip(dash, text, &place) ? -1 : 0
        guard sign != 0, let hours = digits(2, text, &place) else { return nil }
        guard place < text.count else { return sign * hours * 3600 }
        _ = skip(colon, text, &place)
        return digits(2, text, &place).map { sign * (hours * 3600 + $0 * 60) }
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible date algorithms").
    private static func daysSinceEpoch(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
