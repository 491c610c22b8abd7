/// The pseudo-inverse of a small symmetric matrix by Jacobi's rotations, with the cut-offs of `numpy.linalg`.
struct SymmetricPseudoInverse {
    /// Singular values below this share of the largest count as 0, as in `numpy.linalg.pinv`.
    private static let smallestShare = 1e-15
    private static let mostSweeps = 50

    private let size: Int
    private let largestRank: Int
    private var values: [Double]
    /// Row by row, one eigenvector in each column.
    private var vectors: [Double]

    /// - Parameters:
    ///   - matrix: Row by row.
    ///   - largestRank: What is known of the rank; more singular values are noise of rounding, however large.
    init(_ matrix: [Double], size: Int, largestRank: Int) {
        self.size = size
        self.largestRank = largestRank
        vectors = (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 }
        var rest = matrix
        for _ in 0..<Self.mostSweeps where !Self.isDiagonal(rest, size) {
            for p in 0..<size { for q in p + 1..<size { Self.rotate(&rest, &vectors, size, p, q) } }
        }
        values = (0..<size).map { rest[$0 * size + $0] }
    }

    private var kept: [Int] {
        let largest = values.reduce(0) { max($0, abs($1)) }
        let descending = values.indices.sorted { abs(values[$0]) > abs(values[$1]) }
        return descending.prefix(largestRank).filter { abs(values[$0]) > Self.smallestShare * largest }
    }

    /// The rank of the pseudo-inverse, as `numpy.linalg.matrix_rank`.
    var rank: Int {
        let reciprocals = kept.map { abs(1 / values[$0]) }
        let smallest = (reciprocals.max() ?? 0) * Double(size) * .ulpOfOne
        return reciprocals.count { $0 > smallest }
    }

    /// vᵀ A⁺ v.
    func quadraticForm(_ vector: [Double]) -> Double {
        kept.reduce(0) { sum, k in
            let projection = (0..<size).reduce(0.0) { $0 + vectors[$1 * size + k] * vector[$1] }
            return sum + projection * projection / values[k]
        }
    }

    private static func isDiagonal(_ matrix: [Double], _ size: Int) -> Bool {
        matrix.indices.allSatisfy { $0 / size == $0 % size || matrix[$0] == 0 }
    }

    /// Turns the plane of two axes so that their off-diagonal element vanishes.
    private static func rotate(_ matrix: inout [Double], _ vectors: inout [Double], _ size: Int, _ p: Int, _ q: Int) {
        let off = matrix[p * size + q]
        guard off != 0 else { return }
        let theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * off)
        let tangent = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        for k in 0..<size {
            let (a, b) = (matrix[k * size + p], matrix[k * size + q])
            matrix[k * size + p] = cosine * a - sine * b
            matrix[k * size + q] = sine * a + cosine * b
        }
        for k in 0..<size {
            let (a, b) = (matrix[p * size + k], matrix[q * size + k])
            matrix[p * size + k] = cosine * a - sine * b
            matrix[q * size + k] = sine * a + cosine * b
            let (v, w) = (vectors[k * size + p], vectors[k * size + q])
            vectors[k * size + p] = cosine * v - sine * w
            vectors[k * size + q] = sine * v + cosine * w
        }
        matrix[p * size + q] = 0
        matrix[q * size + p] = 0
    }
}
