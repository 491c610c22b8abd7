/// Sums over pairs of numbers, exact: neither order nor merging changes what is read from them.
struct PairMoments: Sendable, Equatable {
    private(set) var x = ExactMoments()
    private(set) var y = ExactMoments()
    /// Σ x·y.
    private var products = ExactSum()

    /// The number of pairs.
    var count: Int { x.count }

    /// Adds a pair of finite numbers.
    @inline(__always)
    mutating func add(_ x: Double, _ y: Double) {
        self.x.add(x)
        self.y.add(y)
        products.addProduct(x, y)
    }

    /// Adds the pairs of another.
    mutating func merge(_ other: PairMoments) {
        x.merge(other.x)
        y.merge(other.y)
        products.merge(other.products)
    }

    /// n·Σx² − (Σx)², which is n² variances of x.
    var xScatter: ExactSum { scatter(x.squares, x.sum, x.sum) }

    /// n·Σy² − (Σy)², which is n² variances of y.
    var yScatter: ExactSum { scatter(y.squares, y.sum, y.sum) }

    /// n·Σxy − Σx·Σy, which is n² covariances.
    var scatter: ExactSum { scatter(products, x.sum, y.sum) }

    private func scatter(_ products: ExactSum, _ first: ExactSum, _ second: ExactSum) -> ExactSum {
        var count = ExactSum()
        count.add(Int64(self.count))
        var scatter = ExactSum()
        scatter.addProduct(products, count)
        scatter.subtractProduct(first, second)
        return scatter
    }
}
