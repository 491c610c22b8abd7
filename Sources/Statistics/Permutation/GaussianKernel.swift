import RealModule

/// The Gaussian kernel exp(−d² / scale) of all pairs among the values of two samples, as products of a few columns.
///
/// An incomplete Cholesky factorisation with pivots (Fine and Scheinberg 2001): each column takes the value that those
/// before explain least. For numbers a dozen columns or two leave less than 1e-14 of any element, so that sums over
/// random splits take a few operations a value instead of one a pair. Values that are far from all others have nothing
/// but their own diagonal element left, which no sum here contains, so the number of columns can be limited.
struct GaussianKernel {
    private static let tolerance = 1e-14
    private static let mostColumns = 128

    /// Row by row, one for each value.
    private let factors: [Double]
    private let columnCount: Int
    /// The sums over all values.
    private let whole: (rows: [Double], squares: Double)

    /// - Parameter scale: Squared distance at which the kernel is 1/e.
    init(_ values: [Double], scale: Double) {
        var columns: [[Double]] = []
        var diagonal = [Double](repeating: 1, count: values.count)
        while columns.count < min(Self.mostColumns, values.count) {
            guard let pivot = diagonal.indices.max(by: { diagonal[$0] < diagonal[$1] }),
                diagonal[pivot] > Self.tolerance
            else { break }
            let column = Self.column(values, scale, columns, pivot: pivot, diagonal: diagonal[pivot])
            for row in column.indices { diagonal[row] = max(0, diagonal[row] - column[row] * column[row]) }
            diagonal[pivot] = 0
            columns.append(column)
        }
        columnCount = columns.count
        factors = values.indices.flatMap { row in columns.map { $0[row] } }
        whole = Self.total(0..<values.count, factors, columnCount)
    }

    private static func column(
        _ values: [Double], _ scale: Double, _ columns: [[Double]], pivot: Int, diagonal: Double
    ) -> [Double] {
        let root = diagonal.squareRoot()
        var column = values.map { value in
            let difference = value - values[pivot]
            return Double.exp(-difference * difference / scale)
        }
        for earlier in columns {
            let factor = earlier[pivot]
            for row in column.indices { column[row] -= earlier[row] * factor }
        }
        for row in column.indices { column[row] /= root }
        return column
    }

    /// The sums of the kernel over all ordered pairs of different values: within those at some places, within all
    /// others, and between the two.
    func sums(over places: ArraySlice<Int>) -> (within: Double, others: Double, between: Double) {
        let (inside, insideSquares) = Self.total(places, factors, columnCount)
        let (all, allSquares) = whole
        var (within, others, between) = (-insideSquares, insideSquares - allSquares, 0.0)
        for column in 0..<columnCount {
            let outside = all[column] - inside[column]
            within += inside[column] * inside[column]
            others += outside * outside
            between += inside[column] * outside
        }
        return (within, others, between)
    }

    /// The sum of the rows at some places, and that of their squared lengths.
    private static func total(
        _ places: some Sequence<Int>, _ factors: [Double], _ columnCount: Int
    ) -> (rows: [Double], squares: Double) {
        var rows = [Double](repeating: 0, count: columnCount)
        var squares = 0.0
        var sums = rows.mutableSpan
        let factors = factors.span
        for place in places {
            for column in 0..<columnCount {
                let factor = factors[place * columnCount + column]
                sums[column] += factor
                squares += factor * factor
            }
        }
        return (rows, squares)
    }
}
