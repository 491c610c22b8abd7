/// The rows of a sample, column by column, in an order that follows from what is in them.
struct SampledRows {
    /// By column and row; NaN where a row has no value.
    private let columns: [[Double]]
    private let weights: [Int]
    /// By column: the rows that have a value, in ascending order of their values.
    private let orders: [[Int32]]
    private let isSample: Bool

    /// Sorts points by hash, so that no sum depends on the order in which they came.
    init(_ sample: PointSample) {
        var sample = sample
        sample.prune()
        let rows = sample.hashes.indices.sorted { sample.hashes[$0] < sample.hashes[$1] }
        weights = rows.map { sample.weights[$0] }
        let columns = (0..<sample.width).map { column in
            rows.map { sample.coordinates[$0 * sample.width + column] }
        }
        self.columns = columns
        orders = columns.map(Self.order)
        isSample = sample.bound != nil
    }

    /// The rows of the data that these stand for.
    var rowCount: Int { weights.reduce(0, +) }

    /// Whether every row has a value in a column.
    func isComplete(_ column: Int) -> Bool { orders[column].count == weights.count }

    /// The values of a column in which every row has one.
    func observations(_ column: Int) -> Observations {
        Observations(columns[column], weights: weights, order: orders[column], isSample: isSample)
    }

    /// The values of two columns in the rows in which both have one.
    func observations(_ left: Int, _ right: Int) -> (Observations, Observations) {
        var places = [Int32](repeating: -1, count: weights.count)
        var kept: [Int] = []
        kept.reserveCapacity(weights.count)
        let (lefts, rights) = (columns[left], columns[right])
        for row in weights.indices where !lefts[row].isNaN && !rights[row].isNaN {
            places[row] = Int32(kept.count)
            kept.append(row)
        }
        let weights = kept.map { self.weights[$0] }
        func observations(_ column: Int) -> Observations {
            let values = columns[column]
            var order: [Int32] = []
            order.reserveCapacity(kept.count)
            for row in orders[column] where places[Int(row)] >= 0 { order.append(places[Int(row)]) }
            return Observations(kept.map { values[$0] }, weights: weights, order: order, isSample: isSample)
        }
        return (observations(left), observations(right))
    }

    /// Equal values stay in the order of the rows.
    private static func order(_ values: [Double]) -> [Int32] {
        values.indices.filter { !values[$0].isNaN }.sorted { (values[$0], $0) < (values[$1], $1) }.map { Int32($0) }
    }
}
