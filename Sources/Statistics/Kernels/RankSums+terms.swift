extension RankSums {
    /// What a lane adds up within a block.
    struct Terms {
        /// Σ f · 2(j + g/2): twice the pairs of which the reference has the larger value, ties counted half.
        var pairs = 0
        /// Σ (i·m − j·n)² · (x' − x) over neighbouring pooled values x < x'.
        var squares = 0.0
        /// Σ l · (2d)².
        var cramer = 0.0
        /// Σ l · d² / (B(N − B) − N·l/4), where B = i + j + l/2.
        var anderson = 0.0
        /// Σ (l³ − l).
        var ties = 0.0
        /// Σ f³.
        var referenceCubes = 0.0
        /// Σ g³.
        var currentCubes = 0.0
        /// Σ f·g·l.
        var products = 0.0
    }

    /// The sums over all blocks.
    struct Totals {
        private(set) var pairs = 0
        private(set) var squares = BlockSum()
        private(set) var cramer = BlockSum()
        private(set) var anderson = BlockSum()
        private(set) var ties = BlockSum()
        private(set) var referenceCubes = BlockSum()
        private(set) var currentCubes = BlockSum()
        private(set) var products = BlockSum()

        mutating func add(_ block: Terms) {
            pairs &+= block.pairs
            squares.add(block.squares)
            cramer.add(block.cramer)
            anderson.add(block.anderson)
            ties.add(block.ties)
            referenceCubes.add(block.referenceCubes)
            currentCubes.add(block.currentCubes)
            products.add(block.products)
        }

        mutating func add(_ other: Totals) {
            pairs &+= other.pairs
            squares.add(other.squares.value)
            cramer.add(other.cramer.value)
            anderson.add(other.anderson.value)
            ties.add(other.ties.value)
            referenceCubes.add(other.referenceCubes.value)
            currentCubes.add(other.currentCubes.value)
            products.add(other.products.value)
        }
    }
}
