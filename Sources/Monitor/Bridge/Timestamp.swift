package import Foundation

/// Reads and writes RFC 3339 times as Go writes them: any number of fractional digits, any offset.
enum Timestamp {
    /// Parses `2026-11-20T23:45:30.449225Z`; nil if the text is no time, and also for Go's zero time, year 1.
    static func parse(_ text: String) -> Date? {
        var rest = Substring(text).utf8[...]
        guard let year = digits(4, in: &rest), skip("-", in: &rest), let month = digits(2, in: &rest),
            skip("-", in: &rest), let day = digits(2, in: &rest), skip("T", in: &rest) || skip("t", in: &rest),
            let hour = digits(2, in: &rest), skip(":", in: &rest), let minute = digits(2, in: &rest),
            skip(":", in: &rest), let second = digits(2, in: &rest),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let fraction = fraction(in: &rest)
        guard let offset = offset(in: &rest), rest.isEmpty, year > 1 else { return nil }
        let seconds = daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    /// Writes a time in UTC with milliseconds.
    static func text(_ date: Date) -> String {
        // The format style cuts digits off instead of rounding.
        (date + 0.0005).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static func digits(_ count: Int, in rest: inout Substring.UTF8View) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func skip(_ character: Unicode.Scalar, in rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func fraction(in rest: inout Substring.UTF8View) -> Double {
        guard skip(".", in: &rest) else { return 0 }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        return Double("0." + (String(digits) ?? "")) ?? 0
    }

    private static func offset(in rest: inout Substring.UTF8View) -> Int? {
        if skip("Z", in: &rest) || skip("z", in: &rest) { return 0 }
        let sign = skip("+", in: &rest) ? 1 : skip("-", in: &rest) ? -1 : 0
        guard sign != 0, let hours = digits(2, in: &rest), skip(":", in: &rest), let minutes = digits(2, in: &rest)
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible date algorithms").
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension Date {
    /// Reads a time as RFC 3339 writes it; nil if the text is none.
    package init?(timestamp text: String) {
        guard let date = Timestamp.parse(text) else { return nil }
        self = date
    }
}
