/// How many values of reference and current lie in each bin.
public struct BinCounts: Sendable, Equatable {
    public private(set) var reference: [Int]
    public private(set) var current: [Int]
    /// Values in all bins together.
    public let referenceTotal: Int
    /// Values in all bins together.
    public let currentTotal: Int

    /// Pairs counts of the same bins.
    public init(reference: [Int], current: [Int]) {
        precondition(reference.count == current.count)
        self.reference = reference
        self.current = current
        referenceTotal = reference.reduce(0, +)
        currentTotal = current.reduce(0, +)
    }

    /// The counts of every category.
    public init(_ categories: CategoryPair) {
        var (reference, current): ([Int], [Int]) = ([], [])
        reference.reserveCapacity(categories.distinctCount)
        current.reserveCapacity(categories.distinctCount)
        categories.forEach { category in
            reference.append(category.reference)
            current.append(category.current)
        }
        self.init(reference: reference, current: current)
    }

    /// The number of bins.
    public var cellCount: Int { reference.count }

    /// The shares of both sides in a bin.
    @inline(__always)
    func shares(_ bin: Int) -> (reference: Double, current: Double) {
        (Double(reference[bin]) / Double(referenceTotal), Double(current[bin]) / Double(currentTotal))
    }

    /// Sums a term over the bins, given the shares of both sides in each.
    @inline(__always)
    func sum(_ term: (_ reference: Double, _ current: Double) -> Double) -> Double {
        var sum = 0.0
        for bin in reference.indices {
            let (p, q) = shares(bin)
            sum += term(p, q)
        }
        return sum
    }

    /// Deals the values of every bin out anew, by chance; both totals stay.
    mutating func deal(_ generator: inout SeededGenerator) {
        var (places, population) = (referenceTotal, referenceTotal + currentTotal)
        for bin in reference.indices {
            let values = reference[bin] + current[bin]
            let drawn = generator.marked(among: values, marked: places, of: population)
            reference[bin] = drawn
            current[bin] = values - drawn
            places -= drawn
            population -= values
        }
    }
}
