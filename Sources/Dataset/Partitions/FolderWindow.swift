/// Which folders of a partitioned data set may hold rows of a window by time, by the times in their names.
///
/// A folder stands for the times from that in its name on, until those that the name spells out are over and the next
/// folder begins: a folder `month=2026-11-01` before `month=2026-12-01` holds a month though it is named like a day.
/// Whatever has no time in its name is kept.
public struct FolderWindow: Sendable, Hashable {
    /// The columns whose values tell the time together, the longest stretch first: `date`, or `year` and `month`.
    public let columns: [String]
    /// How many seconds before an evaluation the window begins at the earliest.
    public let reach: Int64
    /// How many seconds before an evaluation it ends at the latest.
    public let lag: Int64
    /// By how many seconds the times of rows may lie outside of what the names say, taken as UTC.
    public let slack: Int64

    /// No zone is further from UTC: 14 hours.
    public static let standardSlack: Int64 = 14 * 3_600

    /// Sets everything.
    public init(columns: [String], reach: Int64, lag: Int64, slack: Int64 = standardSlack) {
        self.columns = columns
        self.reach = reach
        self.lag = lag
        self.slack = slack
    }

    /// Tells of each of some files, by their paths below the data set's folder, whether an evaluation at a time may need it.
    ///
    /// Of each side of the window the folder next to it is among them, and the newest, so that what is known of the times
    /// around the window stays known.
    ///
    /// - Parameter now: Nanoseconds since 1970-01-01 UTC.
    func kept(_ paths: [String], at now: Int64) -> [Bool] {
        let folders = paths.map { $0[..<($0.lastIndex(of: "/") ?? $0.startIndex)] }
        let times = Set(folders).compactMap { folder in
            FolderTime(folder, columns: columns).map { (folder: folder, time: $0) }
        }
        let starts = Dictionary(grouping: times.map(\.time), by: \.parent)
            .mapValues { times in Set(times.map(\.start)).sorted() }
        let dropped = times.filter { _, time in
            guard let next = starts[time.parent]?.first(after: time.start) else { return false }
            return !mayHold(time.start..<max(time.end, next), at: now)
        }
        let names = Set(dropped.map(\.folder))
        return folders.map { !names.contains($0) }
    }

    /// Whether rows of these seconds may be in the window, or be later than the evaluation, of which there is a count.
    private func mayHold(_ seconds: Range<Int64>, at now: Int64) -> Bool {
        let (start, end) = (seconds.lowerBound - slack, seconds.upperBound + slack)
        let (second, remainder) = now.quotientAndRemainder(dividingBy: 1_000_000_000)
        let (first, last) = remainder < 0 ? (second - 1, second) : (second, second + 1)
        return end > last || (end > first - reach && start < last - lag)
    }
}

extension [Int64] {
    /// The first of these ascending numbers that is larger.
    fileprivate func first(after number: Int64) -> Int64? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > number { high = middle } else { low = middle + 1 }
        }
        return low < count ? self[low] : nil
    }
}
