/// By which column rows are told apart, to evaluate those that have something in common by themselves.
public struct SegmentSettings: Sendable, Equatable {
    public let column: String
    /// The bounds between intervals of numbers, ascending; each belongs to the interval above it. None to take each value.
    public let bins: [Double]
    /// A segment with fewer rows than this in either data set is counted, not judged.
    public let minimumRows: Int

    /// Sets what is told apart.
    public init(column: String, bins: [Double] = [], minimumRows: Int = 100) {
        self.column = column
        self.bins = bins
        self.minimumRows = minimumRows
    }
}
