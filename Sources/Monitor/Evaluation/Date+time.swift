public import Foundation

extension Date {
    /// Reads a time such as `2026-11-20T12:00:00Z`; nil if the text is none.
    public init?(rfc3339 text: String) {
        guard let date = Timestamp.parse(text) else { return nil }
        self = date
    }

    /// Nanoseconds since 1970-01-01 UTC; the first or the last moment that 64 bits hold for what lies beyond.
    var nanoseconds: Int64 {
        let whole = timeIntervalSince1970.rounded(.down)
        guard whole > -9e9, whole < 9e9 else { return whole < 0 ? .min + 1 : .max }
        return Int64(whole) * 1_000_000_000 + Int64((timeIntervalSince1970 - whole) * 1e9)
    }
}
