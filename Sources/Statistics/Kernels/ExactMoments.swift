/// Count, sum and sum of squares of numbers, exact: neither order nor merging changes what is read from them.
struct ExactMoments: Sendable, Equatable {
    /// The number of numbers.
    private(set) var count: Int
    /// Σ x.
    private(set) var sum: ExactSum
    /// Σ x².
    private(set) var squares: ExactSum

    init(count: Int = 0, sum: ExactSum = ExactSum(), squares: ExactSum = ExactSum()) {
        self.count = count
        self.sum = sum
        self.squares = squares
    }

    /// Adds a number.
    @inline(__always)
    mutating func add(_ value: Double) {
        count &+= 1
        sum.add(value)
        squares.addProduct(value, value)
    }

    /// Adds a number several times.
    mutating func add(_ value: Double, times repetitions: Int) {
        var (factor, square) = (ExactSum(), ExactSum())
        factor.add(Int64(repetitions))
        square.addProduct(value, value)
        count += repetitions
        sum.addProduct(value, Double(repetitions))
        squares.addProduct(square, factor)
    }

    /// Adds the numbers of another.
    mutating func merge(_ other: ExactMoments) {
        count += other.count
        sum.merge(other.sum)
        squares.merge(other.squares)
    }

    /// Arithmetic mean; nil without numbers, and where one of them was infinite.
    var mean: Double? { Self.finite(sum.mean(of: count)) }

    /// Mean of the squares; nil without numbers, and beyond the largest number.
    var meanSquare: Double? { Self.finite(squares.mean(of: count)) }

    /// Σ (x − mean)² = (n·Σx² − (Σx)²) / n; nil without numbers, and beyond the largest number.
    var squaredDeviations: Double? {
        var count = ExactSum()
        count.add(Int64(self.count))
        var difference = ExactSum()
        difference.addProduct(squares, count)
        difference.subtractProduct(sum, sum)
        return Self.finite(difference.mean(of: self.count))
    }

    /// Population standard deviation (divisor n); nil without numbers.
    var populationStandardDeviation: Double? {
        squaredDeviations.map { ($0 / Double(count)).squareRoot() }
    }

    /// Sample standard deviation (divisor n − 1); nil with fewer than two numbers.
    var standardDeviation: Double? {
        count < 2 ? nil : squaredDeviations.map { ($0 / Double(count - 1)).squareRoot() }
    }

    private static func finite(_ value: Double?) -> Double? {
        value.flatMap { $0.isFinite ? $0 : nil }
    }
}
