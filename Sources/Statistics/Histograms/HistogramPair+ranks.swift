/// What depends on ranks. Names as in ``RankSums``; a cell has f values of the reference and g of the current data, after
/// i and j smaller ones. Within it n·m times the difference of the distribution functions stays between m·i − n·(j + g)
/// and m·(i + f) − n·j, in the middle of a group of equal values as anywhere.
extension HistogramPair {
    /// Cramér and von Mises' T.
    var cramerVonMises: CellSums {
        let (n, m) = (Double(reference.count), Double(current.count))
        let size = n + m
        var sums = CellSums()
        sums.add(1 / (4 * size))
        addCells(to: &sums) { cell, squares in
            let weight = Double(cell.count) / (n * m) / (size * size)
            return squares.map { $0 * weight }
        }
        return sums
    }

    /// A² with mid-ranks; without meaning if all values are equal.
    ///
    /// A group of l values with x before and y after it is weighed by 4·x·y + l·(N − l), which l between 1 and that of the
    /// cell bounds.
    var andersonDarling: CellSums {
        let (n, m) = (Double(reference.count), Double(current.count))
        let size = n + m
        var sums = CellSums()
        addCells(to: &sums) { cell, squares in
            let (before, count) = (Double(cell.start), Double(cell.count))
            let after = size - before - count
            let factor = 4 * count / (n * m) * ((size - 1) / size)
            let whole = 4 * before * after + count * (size - count)
            if cell.isSingle { return squares.map { $0 * factor / whole } }
            let least = 4 * before * after + min(size - 1, count * (size - count))
            let most = min(4 * (before + count) * (after + count), size * size) + count * size
            return ScoreBounds(squares.lower * factor / most, squares.upper * factor / least)
        }
        return sums
    }

    /// Adds a term for each cell, made of the bounds of the square of n·m times the difference.
    private func addCells(to sums: inout CellSums, _ term: (HistogramCell, ScoreBounds) -> ScoreBounds) {
        let (n, m) = (reference.count, current.count)
        for (place, cell) in cells.enumerated() {
            let start = cell.reference.start * m - cell.current.start * n
            let (least, most) = (Double(start - cell.current.count * n), Double(start + cell.reference.count * m))
            if cell.isSingle {
                let middle = (least + most) / 2
                sums.add(term(cell, ScoreBounds(middle * middle)).lower)
            } else {
                let nearest = max(0, least, -most)
                let squares = ScoreBounds(nearest * nearest, max(least * least, most * most))
                sums.add(term(cell, squares), magnitude: 0, cell: place, count: cell.count)
            }
        }
    }

    /// Twice Mann and Whitney's U, and the tie term Σ (l³ − l).
    var pairCounts: (twiceU: ClosedRange<Int>, ties: ScoreBounds, mayHaveTies: Bool, mustHaveTies: Bool) {
        var (least, open) = (0, 0)
        var (fewestTies, mostTies) = (BlockSum(), BlockSum())
        for cell in cells {
            let (f, g, count) = (cell.reference.count, cell.current.count, Double(cell.count))
            least += 2 * f * cell.current.start
            if cell.isSingle {
                least += f * g
                fewestTies.add(count * (count * count - 1))
                mostTies.add(count * (count * count - 1))
            } else {
                open += 2 * f * g
                // All but one are equal.
                mostTies.add((count - 1) * ((count - 1) * (count - 1) - 1))
            }
        }
        return (
            least...least + open, ScoreBounds(fewestTies.value, mostTies.value), mostTies.value > 0,
            fewestTies.value > 0
        )
    }

    /// max |i·m − j·n|, between what is seen where cells end and what may be within them.
    var maximumRankDifference: ClosedRange<Int> {
        let known = knownRankDifference
        return known...cells.reduce(known) { max($0, largestRankDifference($1)) }
    }

    /// The cells within which the maximum may lie, the most likely ones if they are many: what is found there rules out
    /// others.
    var cellsOfMaximum: [Int] {
        let known = knownRankDifference
        let open = cells.indices.map { (cell: $0, most: largestRankDifference(cells[$0])) }.filter { $0.most > known }
        guard open.count > mostOpenCells else { return open.map(\.cell) }
        return open.sorted { ($0.most, $1.cell) > ($1.most, $0.cell) }.prefix(mostOpenCells).map(\.cell).sorted()
    }

    private var knownRankDifference: Int {
        cells.reduce(0) { max($0, abs(rankDifference($1))) }
    }

    /// i·m − j·n before a cell.
    private func rankDifference(_ cell: HistogramCell) -> Int {
        cell.reference.start * current.count - cell.current.start * reference.count
    }

    /// If all values of one side came first. Of a cell with one side the maximum is at an end.
    private func largestRankDifference(_ cell: HistogramCell) -> Int {
        guard !cell.isSingle, cell.reference.count > 0, cell.current.count > 0 else { return 0 }
        let start = rankDifference(cell)
        return max(
            abs(start + cell.reference.count * current.count), abs(start - cell.current.count * reference.count))
    }
}
