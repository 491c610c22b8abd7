/// A stretch of time, its end not included, in nanoseconds since 1970-01-01 UTC.
public struct TimeRange: Sendable, Hashable {
    public let start: Int64
    public let end: Int64

    /// All of time.
    public static let always = TimeRange(start: .min, end: .max)

    /// Spans from a start to an end; nothing where the end is not after the start.
    public init(start: Int64, end: Int64) {
        self.start = start
        self.end = end
    }

    /// Whether a time lies in the range.
    public func contains(_ time: Int64) -> Bool { time >= start && time < end }
}
