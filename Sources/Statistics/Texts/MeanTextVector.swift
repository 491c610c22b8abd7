/// The mean of the vectors of many texts.
///
/// Sums are whole numbers of 2^-60, so that the order of the texts changes nothing.
struct MeanTextVector {
    /// By number of the word.
    let components: [Double]
    /// The rows that the mean is of.
    let rowCount: Int
    /// Of these, rows with a word; the vectors of the others are 0.
    let wordedRowCount: Int

    /// The mean over the stored texts of a column; 0 for none.
    init(of texts: StoredTexts, numbers: [Int]?, weights: [Double]) {
        var sums = [UInt128](repeating: 0, count: weights.count)
        var vector = TextVector()
        var worded = 0
        texts.forEach { entries, rows in
            vector.set(entries, numbers: numbers, weights: weights)
            if !vector.components.isEmpty { worded += rows }
            for component in vector.components {
                sums[component.number] &+= UInt128(UInt64(component.value * 0x1p60)) &* UInt128(rows)
            }
        }
        rowCount = texts.rowCount
        wordedRowCount = worded
        let scale = 0x1p-60 / Double(max(1, texts.rowCount))
        components = sums.map { sum in
            let high = Double(UInt64(truncatingIfNeeded: sum >> 64)) * 0x1p64
            return (high + Double(UInt64(truncatingIfNeeded: sum))) * scale
        }
    }

    /// The inner product of two means, however their words are numbered.
    func dot(_ other: MeanTextVector) -> Double {
        var sum = ExactSum()
        for (left, right) in zip(components, other.components) where left != 0 && right != 0 {
            sum.addProduct(left, right)
        }
        return sum.value
    }

    /// The trace of the covariance matrix of the vectors, without bias; nil for fewer than two rows.
    var totalVariance: Double? {
        guard rowCount > 1 else { return nil }
        let spread = Double(wordedRowCount) / Double(rowCount) - dot(self)
        return max(0, spread) * Double(rowCount) / Double(rowCount - 1)
    }
}
