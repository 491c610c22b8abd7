/// How often each category of one column comes with each of another.
struct CategoryTable {
    /// A pair that occurs, by the places of its categories.
    private struct Cell {
        let left: Int
        let right: Int
        let count: Int
        /// Rows of the left category times rows of the right one.
        let product: Int
    }

    private let cells: [Cell]
    private let size: (left: Int, right: Int)
    private let total: Int

    init(_ left: DistinctValues, _ right: DistinctValues) {
        var cells: [Cell] = []
        // The counts of one left category at a time, and which of them are not 0.
        var counts = [Int](repeating: 0, count: right.counts.count)
        var occupied: [Int] = []
        var next = 0
        for (value, rowCount) in left.counts.enumerated() {
            while next < left.order.count, left.places[Int(left.order[next])] == value {
                let row = Int(left.order[next])
                let place = Int(right.places[row])
                if counts[place] == 0 { occupied.append(place) }
                counts[place] += left.weights[row]
                next += 1
            }
            for place in occupied {
                cells.append(
                    Cell(left: value, right: place, count: counts[place], product: rowCount * right.counts[place]))
                counts[place] = 0
            }
            occupied.removeAll(keepingCapacity: true)
        }
        self.cells = cells
        size = (left.counts.count, right.counts.count)
        total = left.total
    }

    /// φ² = χ² / n, Σ (o − e)² / (n e) over all cells.
    var meanSquareContingency: Double {
        // Σ rᵢcⱼ over the cells without rows: a difference of whole numbers, of which no digit is lost.
        var emptyProducts = total * total
        var sum = 0.0
        for cell in cells {
            let deviation = Double(cell.count * total - cell.product) / Double(total)
            sum += deviation * deviation / Double(cell.product)
            emptyProducts -= cell.product
        }
        return sum + Double(emptyProducts) / Double(total) / Double(total)
    }

    /// The mean over rows of the square of what one row does to φ² = Σ pᵢⱼ² / (pᵢ pⱼ) − 1, which is
    /// 2 pᵢⱼ / (pᵢ pⱼ) less the means of pᵢⱼ / (pᵢ pⱼ) over the rows of either category.
    var squaredInfluence: Double {
        var (lefts, rights) = ([Double](repeating: 0, count: size.left), [Double](repeating: 0, count: size.right))
        var (leftCounts, rightCounts) = (lefts, rights)
        for cell in cells {
            let count = Double(cell.count)
            lefts[cell.left] += count * ratio(cell)
            rights[cell.right] += count * ratio(cell)
            leftCounts[cell.left] += count
            rightCounts[cell.right] += count
        }
        var sum = 0.0
        for cell in cells {
            let influence =
                2 * ratio(cell) - lefts[cell.left] / leftCounts[cell.left] - rights[cell.right]
                / rightCounts[cell.right]
            sum += Double(cell.count) * influence * influence
        }
        return sum / Double(total)
    }

    /// pᵢⱼ / (pᵢ pⱼ).
    private func ratio(_ cell: Cell) -> Double { Double(cell.count) * Double(total) / Double(cell.product) }
}
