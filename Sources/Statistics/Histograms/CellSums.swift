/// A sum over cells of what is only known to lie between bounds, with room for the rounding of the sum itself.
struct CellSums {
    private var lower = BlockSum()
    private var upper = BlockSum()
    /// Of everything that was rounded.
    private var magnitude = 0.0
    /// Cells whose terms are open, and by how much.
    private var open: [(cell: Int, uncertainty: Double, count: Int)] = []

    /// More than the rounding of a term, of the doubles that it is made of and of a sum of many.
    private static let rounding = 0x1p-44
    /// Of a sum.
    private static let nothing = 1e-11
    /// A score known better than this is not looked at again.
    private static let sufficient = 1e-3

    /// Adds a term that is known.
    mutating func add(_ term: Double, magnitude: Double = 0) {
        lower.add(term)
        upper.add(term)
        self.magnitude += abs(term) + magnitude
    }

    /// Adds the term of a cell that is known to lie between bounds.
    ///
    /// - Parameters:
    ///   - magnitude: Of what it is the difference.
    ///   - count: Values of the cell.
    mutating func add(_ term: ScoreBounds, magnitude: Double, cell: Int, count: Int) {
        lower.add(term.lower)
        upper.add(term.upper)
        self.magnitude += max(abs(term.upper), magnitude)
        guard term.upper > term.lower else { return }
        open.append((cell, term.upper - term.lower, count))
    }

    /// The sum, of which no term is negative; wider by what rounding may have done, unless every term is known and that
    /// is next to nothing.
    var bounds: ScoreBounds {
        let slack = magnitude * Self.rounding + .leastNonzeroMagnitude * Double(open.count + 1)
        if open.isEmpty, slack <= Self.nothing * lower.value || magnitude == 0 { return ScoreBounds(lower.value) }
        return ScoreBounds(max(0, lower.value - slack), upper.value + slack)
    }

    /// The cells that make up most of what is open, if they hold few of the values; none where the sum is known well
    /// enough, or where so many are open alike that a look would not make much of a difference.
    func openCells(of pair: HistogramPair) -> [Int] {
        let sufficient = Self.sufficient * lower.value
        let total = open.reduce(0) { $0 + $1.uncertainty }
        guard total > 2 * sufficient else { return [] }
        var (left, values) = (total, 0)
        var cells: [Int] = []
        for term in open.sorted(by: { ($0.uncertainty, $1.cell) > ($1.uncertainty, $0.cell) }) {
            guard left > sufficient / 8, cells.count < pair.mostOpenCells,
                values + term.count <= pair.pooledCount / 4
            else { break }
            left -= term.uncertainty
            values += term.count
            cells.append(term.cell)
        }
        return left <= total / 2 ? cells.sorted() : []
    }
}
