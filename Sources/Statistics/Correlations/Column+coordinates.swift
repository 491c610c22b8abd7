extension Column {
    /// Replaces `result` by the rows as numbers, NaN where there is none or it is infinite.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if the column holds no numbers.
    func decodeFiniteNumbers(into result: inout [Double]) throws(ColumnError) {
        try decodeNumbers(into: &result)
        var values = result.mutableSpan
        // Every NaN is the same one, or rows that are alike would hash differently.
        for row in values.indices where !values[row].isFinite { values[row] = .nan }
    }

    /// Replaces `result` by a number for each row that stands for its category, the same one in every data set and run:
    /// 53 bits of a hash. NaN where there is none; an infinite number is none.
    func decodeCategories(into result: inout [Double]) throws(ColumnError) {
        let hasher = RowHasher(column: "", seed: PointSample.seed)
        var hashes: [UInt64] = []
        try hasher.hash(self, into: &hashes)
        let infinite = holdsReals ? (hasher.of(-Double.infinity), hasher.of(Double.infinity)) : nil
        result.removeAll(keepingCapacity: true)
        result.append(addingCapacity: hashes.count) { output in
            for hash in hashes {
                let isMissing = hash == hasher.missingHash || hash == infinite?.0 || hash == infinite?.1
                output.append(isMissing ? .nan : Double(hash >> 11))
            }
        }
    }

    /// Whether values may be infinite.
    private var holdsReals: Bool {
        switch self {
        case .float16, .float32, .float64: true
        case .dictionary(let values): values.values.holdsReals
        default: false
        }
    }
}
