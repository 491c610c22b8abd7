import Statistics

/// How many rows of one data set were drawn, and how far what is said of them may be from what holds of all.
public struct SamplingSummary: Sendable, Equatable {
    /// The rows that a sample was drawn from: those of the window, where there is one.
    public let rowCount: Int
    /// The rows that were drawn.
    public let sampledCount: Int

    /// Sets both.
    public init(rowCount: Int, sampledCount: Int) {
        self.rowCount = rowCount
        self.sampledCount = sampledCount
    }

    /// The share of rows that was drawn; nil if there are none.
    public var ratio: Double? { rowCount > 0 ? Double(sampledCount) / Double(rowCount) : nil }

    /// With what probability at least errors are no larger than stated.
    static let confidence = 0.95

    /// How far the share of any rows, such as that of missing values or of right predictions, may be from that among all
    /// rows: half the width of the interval by the normal distribution, at its widest, with the correction for a sample
    /// of a finite number of rows (Cochran 1977, 2.6). nil without rows.
    public var shareError: Double? {
        guard sampledCount > 0 else { return nil }
        guard rowCount > 1 else { return 0 }
        let rest = Double(rowCount - sampledCount) / Double(rowCount - 1)
        return 1.959963984540054 * 0.5 * (rest / Double(sampledCount)).squareRoot()
    }

    /// How far the distribution function of so many values that were drawn may be from that of all, anywhere; nil without
    /// values.
    ///
    /// - Parameter failure: The probability that it is further.
    func distributionError(valueCount: Int, failure: Double) -> Double? {
        sampledCount < rowCount ? EmpiricalDistribution.errorBound(valueCount: valueCount, failure: failure) : 0
    }
}
