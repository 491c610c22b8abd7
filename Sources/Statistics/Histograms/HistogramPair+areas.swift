/// Areas between the distribution functions F and G.
///
/// Within a cell F − G stays between a and b, which the counts give, and has the integral A, which the sums give.
extension HistogramPair {
    /// ∫ |F − G|, times ``scale``.
    ///
    /// |A| from below, and from above that of the chord of |d| from a to b. Where a and b are of one sign both are one.
    var area: CellSums {
        sums(gap: { difference, width in abs(difference) * width }) { cell in
            let (a, b, width) = (cell.least, cell.most, cell.width)
            if a >= 0 { return cell.area.map { min(max($0, 0), b * width) } }
            if b <= 0 { return ScoreBounds(max(-cell.area.upper, 0), min(-cell.area.lower, -a * width)) }
            let lower = max(0, cell.area.lower, -cell.area.upper)
            let chord = cell.area.map { ((a + b) * $0 - 2 * a * b * width) / (b - a) }
            return ScoreBounds(lower, max(lower, min(max(chord.lower, chord.upper), max(b, -a) * width)))
        }
    }

    /// ∫ (F − G)² dx, times ``scale``.
    ///
    /// A² / width from below (Cauchy and Schwarz), and from above that of the chord of d² from a to b.
    var squaredArea: CellSums {
        sums(gap: { difference, width in difference * difference * width }) { cell in
            let (a, b, width) = (cell.least, cell.most, cell.width)
            let nearest = max(0, a, -b)
            let mean = max(nearest * width, max(cell.area.lower, -cell.area.upper))
            let chord = cell.area.map { (a + b) * $0 - a * b * width }
            let lower = min(mean / width * mean, max(a * a, b * b) * width)
            return ScoreBounds(lower, max(lower, min(max(chord.lower, chord.upper), max(a * a, b * b) * width)))
        }
    }

    private func sums(
        gap: (_ difference: Double, _ width: Double) -> Double, _ term: (CellArea) -> ScoreBounds
    ) -> CellSums {
        let (n, m) = (reference.count, current.count)
        let pairs = Double(n) * Double(m)
        var sums = CellSums()
        var end: Double?
        for (place, cell) in cells.enumerated() {
            let difference = Double(cell.reference.start * m - cell.current.start * n) / pairs
            if let end, difference != 0 { sums.add(gap(difference, cell.low - end)) }
            end = cell.high
            guard !cell.isSingle, cell.width > 0 else { continue }
            let area = CellArea(cell, difference: difference, n: Double(n), m: Double(m))
            sums.add(
                term(area), magnitude: (abs(difference) + area.most - area.least) * cell.width, cell: place,
                count: cell.count)
        }
        return sums
    }
}

/// How far F is above G in a cell.
private struct CellArea {
    /// F − G at its least and most.
    let least: Double
    let most: Double
    let width: Double
    /// ∫ (F − G) dx.
    let area: ScoreBounds

    /// - Parameter difference: F − G before the cell.
    init(_ cell: HistogramCell, difference: Double, n: Double, m: Double) {
        let (p, q) = (Double(cell.reference.count) / n, Double(cell.current.count) / m)
        width = cell.width
        least = difference - q
        most = difference + p
        let (left, right) = (cell.reference.meanOffset, cell.current.meanOffset)
        let base = difference * width
        // What lies lower is counted over more of the width.
        let lower = base + p * (width - left.upper) - q * (width - right.lower)
        area = ScoreBounds(lower, max(lower, base + p * (width - left.lower) - q * (width - right.upper)))
    }
}
