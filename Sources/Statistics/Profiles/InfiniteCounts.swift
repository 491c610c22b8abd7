/// How many values of a numeric column are infinite, by sign. Merges by addition.
public struct InfiniteCounts: Sendable, Equatable {
    /// Values of -∞.
    public private(set) var negative: Int
    /// Values of +∞.
    public private(set) var positive: Int

    /// Counts.
    public init(negative: Int = 0, positive: Int = 0) {
        self.negative = negative
        self.positive = positive
    }

    /// Both signs.
    public var total: Int { negative + positive }

    /// Adds other counts.
    public mutating func merge(_ other: InfiniteCounts) {
        negative += other.negative
        positive += other.positive
    }
}
