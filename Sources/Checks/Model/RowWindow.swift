public import Statistics

/// Which rows of a data set are evaluated, by the time in the timestamp column.
public struct RowWindow: Sendable, Hashable {
    /// How far back the window goes.
    public enum Extent: Sendable, Hashable {
        /// The rows of the last so many nanoseconds.
        case time(Int64)
        /// So many rows, the newest ones; of several with the time of the oldest of them, the first in the data.
        case rows(Int)
    }

    public let extent: Extent
    /// The window ends at the last multiple of so many nanoseconds since 1970-01-01 UTC, of whole weeks since a Monday; nil
    /// for now.
    public let alignment: Int64?
    /// By how many nanoseconds the window ends before that.
    public let offset: Int64
    /// With fewer rows nothing is judged.
    public let minimumRows: Int
    /// The longest stretch without rows at either end of a complete window, in nanoseconds; nil for a tenth of a window by
    /// time.
    public let maximumGap: Int64?

    /// Describes a window.
    public init(
        _ extent: Extent, alignment: Int64? = nil, offset: Int64 = 0, minimumRows: Int = 1, maximumGap: Int64? = nil
    ) {
        self.extent = extent
        self.alignment = alignment
        self.offset = offset
        self.minimumRows = minimumRows
        self.maximumGap = maximumGap
    }

    /// The times of the rows that may be in the window at a moment, in nanoseconds since 1970-01-01 UTC; of a window by rows
    /// all that are old enough.
    public func range(at now: Int64) -> TimeRange {
        let end = alignment.map { Self.start(of: now - offset, step: $0) } ?? now - offset
        switch extent {
        case .time(let length): return TimeRange(start: end - length, end: end)
        case .rows: return TimeRange(start: .min + 1, end: end)
        }
    }

    /// The window at a moment, if it then is another one than a while before though the data are the same. A window by rows
    /// that ends now moves only with the data.
    public func position(at now: Int64) -> TimeRange {
        if case .rows = extent, alignment == nil, offset == 0 { return .always }
        return range(at: now)
    }

    /// Whether rows of these times, in a window of that range, leave no long gap at either end.
    ///
    /// - Parameters:
    ///   - known: The first and the last time of the data up to now, in the window or not.
    ///   - count: The rows in the window.
    func isComplete(_ range: TimeRange, known: ClosedRange<Int64>?, count: Int) -> Bool {
        guard let known else { return false }
        switch extent {
        case .time(let length):
            let gap = maximumGap ?? length / 10
            return known.lowerBound <= range.start + gap && known.upperBound >= range.end - gap
        case .rows(let wanted):
            return count == wanted && maximumGap.map { known.upperBound >= range.end - $0 } ?? true
        }
    }

    private static let week: Int64 = 7 * 86_400_000_000_000
    /// 1970-01-05 was a Monday.
    private static let monday: Int64 = 4 * 86_400_000_000_000

    private static func start(of time: Int64, step: Int64) -> Int64 {
        let origin = step % week == 0 ? monday : 0
        let (quotient, remainder) = (time - origin).quotientAndRemainder(dividingBy: step)
        return origin + (remainder < 0 ? quotient - 1 : quotient) * step
    }
}
