/// The values of one column in those rows of a sample that count.
public struct Observations: Sendable {
    /// By row: numbers, or numbers that stand for categories.
    let values: [Double]
    /// How many rows of the data a row stands for.
    let weights: [Int]
    /// Rows in ascending order of their values.
    let order: [Int32]
    /// As many rows drawn one by one would tell as much as these.
    let independentCount: Double

    /// - Parameter isSample: Whether there are rows that are not among these. All rows that are alike are drawn at once:
    ///   they tell less than as many that were drawn by themselves (Kish 1965).
    init(_ values: [Double], weights: [Int], order: [Int32], isSample: Bool) {
        self.values = values
        self.weights = weights
        self.order = order
        let total = Double(weights.reduce(0, +))
        let squares = isSample ? weights.reduce(0.0) { $0 + Double($1) * Double($1) } : total
        independentCount = squares > 0 ? total * total / squares : 0
    }
}
