/// A square matrix times a power of two, so that high powers neither overflow nor vanish.
struct ScaledSquareMatrix {
    struct Elements {
        let size: Int
        fileprivate var values: [Double]

        subscript(row: Int, column: Int) -> Double {
            get { values[row * size + column] }
            set { values[row * size + column] = newValue }
        }
    }

    var matrix: Elements
    /// The binary exponent of the factor.
    private(set) var exponent = 0

    /// The zero matrix.
    init(size: Int) {
        matrix = Elements(size: size, values: [Double](repeating: 0, count: size * size))
    }

    /// Raises to a positive power by repeated squaring.
    func raised(to power: Int) -> ScaledSquareMatrix {
        var result = ScaledSquareMatrix(size: matrix.size)
        for i in 0..<matrix.size { result.matrix[i, i] = 1 }
        var square = self
        var rest = power
        while rest > 0 {
            if rest & 1 == 1 { result = result.times(square) }
            square = square.times(square)
            rest >>= 1
        }
        return result
    }

    private func times(_ other: ScaledSquareMatrix) -> ScaledSquareMatrix {
        let size = matrix.size
        var product = ScaledSquareMatrix(size: size)
        for row in 0..<size {
            for inner in 0..<size {
                let factor = matrix[row, inner]
                guard factor != 0 else { continue }
                for column in 0..<size { product.matrix[row, column] += factor * other.matrix[inner, column] }
            }
        }
        product.exponent = exponent + other.exponent
        product.rescale()
        return product
    }

    private mutating func rescale() {
        let largest = matrix.values.max() ?? 0
        guard largest > 0x1p128 else { return }
        for index in matrix.values.indices { matrix.values[index] *= 0x1p-128 }
        exponent += 128
    }
}
