import RealModule

/// Sums that depend on the values and their order alone, not on threads: relaxed, and so vectorised, within blocks
/// of 2,048 terms; the blocks added up with compensation.
struct BlockSum {
    static let blockLength = 2048

    private var sum = 0.0
    private var compensation = 0.0

    /// Adds the sum of a block (Neumaier's variant of Kahan summation).
    mutating func add(_ term: Double) {
        let total = sum + term
        compensation += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
        sum = total
    }

    var value: Double { sum + compensation }
}
