/// A stretch of the pooled values of two samples that does not cut a bucket of either: within it their order is open.
struct HistogramCell: Sendable {
    /// What one sample has there.
    struct Side: Sendable {
        /// Values before.
        let start: Int
        let count: Int
        /// How far the mean of its values is above the low end of the cell; 0 without values.
        let meanOffset: ScoreBounds
    }

    let reference: Side
    let current: Side
    /// From the smallest to the largest key.
    let keys: ClosedRange<UInt64>
    let low: Double
    let high: Double

    /// Whether all its values are one.
    var isSingle: Bool { keys.lowerBound == keys.upperBound }

    /// Values of both sides.
    var count: Int { reference.count + current.count }

    /// Values of both sides before.
    var start: Int { reference.start + current.start }

    /// From the low to the high end.
    var width: Double { high - low }
}
