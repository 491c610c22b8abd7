/// The variance of Σ part / Σ whole over texts: n / (n − 1) · Σ ((part − share · whole)² + covariance) / (Σ whole)².
///
/// Sums are whole numbers, so that the order of the texts changes nothing.
struct RatioVariance {
    private var part: UInt128 = 0
    private var whole: UInt128 = 0
    private var partSquares: UInt128 = 0
    private var products: UInt128 = 0
    private var wholeSquares: UInt128 = 0
    private var covariances: UInt128 = 0
    private var rowCount = 0

    /// Adds rows with the same text.
    ///
    /// - Parameter covariance: What the text adds because others vary with it.
    mutating func add(_ part: Int, of whole: Int, covariance: Int, rows: Int) {
        let (p, w, r) = (UInt128(part), UInt128(whole), UInt128(rows))
        self.part += r * p
        self.whole += r * w
        partSquares += r * p * p
        products += r * p * w
        wholeSquares += r * w * w
        covariances += r * UInt128(covariance)
        rowCount += rows
    }

    /// nil for fewer than two rows, and where the whole is 0.
    ///
    /// - Parameter total: n, of which the rows that were added may be a sample.
    func value(of total: Int) -> Double? {
        guard rowCount > 1, whole > 0 else { return nil }
        let share = Double(part) / Double(whole)
        let squares =
            Double(partSquares) - 2 * share * Double(products) + share * share * Double(wholeSquares)
            + Double(covariances)
        let ratio = Double(rowCount) / Double(total)
        return max(0, squares) / (Double(whole) * Double(whole)) * ratio * Double(rowCount) / Double(rowCount - 1)
    }
}
