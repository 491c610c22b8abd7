import RealModule

/// Values as distances from their mean, in units in which their squares add up to 1: the correlation of two columns is
/// the sum of products.
public struct Deviations: Sendable {
    /// By row.
    private let values: [Double]
    /// By row: how many rows of the data it stands for.
    private let weights: [Double]
    /// Rows of the data.
    private let total: Double
    let independentCount: Double

    /// Values of any magnitude; nil unless two of them differ.
    init?(_ numbers: [Double], of column: Observations) {
        guard let first = column.order.first, let last = column.order.last else { return nil }
        let (lowest, highest) = (numbers[Int(first)], numbers[Int(last)])
        guard lowest < highest else { return nil }
        // By a power of two, which rounds nothing, to where neither squares nor sums leave the range of numbers.
        let exponent = max(abs(lowest), abs(highest)).exponent
        let scale = Double(sign: .plus, exponent: -min(max(exponent, -1000), 1000), significand: 1)
        let weights = column.weights.map { Double($0) }
        let total = weights.reduce(0, +)
        var values = numbers
        Self.scale(&values, by: scale)
        // The second time takes away what the first has lost to rounding, far from the origin most of it.
        for _ in 0..<2 { Self.subtract(Self.sum(weights, values) / total, from: &values) }
        Self.scale(&values, by: 1 / Self.sum(weights, values, values).squareRoot())
        self.values = values
        self.weights = weights
        self.total = total
        independentCount = column.independentCount
    }

    /// The correlation with other deviations.
    func product(_ other: Deviations) -> Double { Self.sum(weights, values, other.values) }

    /// The variance of the correlation r as far as the rows show it, whatever the distribution: the mean square of
    /// (uv - r (u² + v²) / 2), which is what one row does to r, over the number of rows.
    func variance(of correlation: Double, with other: Deviations) -> Double {
        let (values, weights, others) = (values.span, weights.span, other.values.span)
        precondition(values.count == others.count && values.count == weights.count)
        var sum = 0.0
        for row in values.indices {
            let (left, right) = (values[row], others[row])
            let influence = left * right - correlation * (left * left + right * right) / 2
            sum = Relaxed.multiplyAdd(weights[row], influence * influence, sum)
        }
        return sum * total / independentCount
    }

    private static func scale(_ values: inout [Double], by factor: Double) {
        var values = values.mutableSpan
        for row in values.indices { values[row] *= factor }
    }

    private static func subtract(_ mean: Double, from values: inout [Double]) {
        var values = values.mutableSpan
        for row in values.indices { values[row] -= mean }
    }

    /// Σ w u.
    private static func sum(_ weights: [Double], _ values: [Double]) -> Double {
        let (weights, values) = (weights.span, values.span)
        precondition(values.count == weights.count)
        var sum = 0.0
        for row in values.indices { sum = Relaxed.multiplyAdd(weights[row], values[row], sum) }
        return sum
    }

    /// Σ w u v.
    private static func sum(_ weights: [Double], _ left: [Double], _ right: [Double]) -> Double {
        let (weights, left, right) = (weights.span, left.span, right.span)
        precondition(left.count == right.count && left.count == weights.count)
        var sum = 0.0
        for row in left.indices { sum = Relaxed.multiplyAdd(weights[row], left[row] * right[row], sum) }
        return sum
    }
}
