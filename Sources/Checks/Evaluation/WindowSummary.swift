public import Statistics

/// Which rows of one data set were in its window.
public struct WindowSummary: Sendable, Equatable {
    /// The first moment of the window and the first behind it, in seconds since 1970-01-01 UTC; of a window by rows the
    /// times of the oldest and the newest row, nil without any.
    public let bounds: Range<Double>?
    public let rowCount: Int
    /// With fewer rows nothing is judged.
    public let minimumRows: Int
    /// Whether rows are where they should be: neither a beginning nor an end is missing.
    public let isComplete: Bool
    /// Rows that were left out since they have no time.
    public let missingCount: Int
    /// Rows that were left out since they claim to be of the future.
    public let futureCount: Int
    /// The time of the newest row up to now, in the window or not, in seconds since 1970-01-01 UTC.
    public let newestTime: Double?

    /// Sums up what was found.
    ///
    /// - Parameters:
    ///   - range: The times of the rows that may be in the window.
    ///   - rowCount: The rows in it.
    public init(_ window: RowWindow, _ range: TimeRange, rowCount: Int, counts: TimeSelector.Counts) {
        self.rowCount = rowCount
        minimumRows = window.minimumRows
        isComplete = window.isComplete(range, known: counts.known, count: rowCount)
        missingCount = counts.missing
        futureCount = counts.future
        newestTime = counts.known.map { Self.seconds($0.upperBound) }
        switch window.extent {
        case .time: bounds = Self.seconds(range.start)..<Self.seconds(range.end)
        case .rows: bounds = counts.selected.map { Self.seconds($0.lowerBound)..<Self.seconds($0.upperBound) }
        }
    }

    /// Whether there are enough rows to judge by.
    public var isSufficient: Bool { rowCount >= minimumRows }

    private static func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
}
