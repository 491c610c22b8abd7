/// Hashes the value of each row of a column: equal values hash equal, NaN is a missing value, -0 is 0.
struct RowHasher {
    /// Columns of equal content must not cancel or exchange: each is salted by its name.
    let salt: UInt64
    /// What a row without a value hashes to.
    let missingHash: UInt64

    /// - Parameter seed: Hashes of different seeds do not compare.
    init(column name: String, seed: UInt64) {
        salt = ByteHash.of(Array(name.utf8).span, seed: seed)
        // What a missing value counts as: a constant would be somebody's number.
        missingHash = ByteHash.mix(ByteHash.mix(seed, seed), salt)
    }

    /// Replaces `hashes` by those of the rows of `column`.
    func hash(_ column: Column, into hashes: inout [UInt64]) throws(ColumnError) {
        switch column {
        case .null(let count): hashes = [UInt64](repeating: missingHash, count: count)
        case .boolean(let values):
            hashes = (0..<values.count).map { values.validity[$0] ? of(UInt64(values[$0].bit)) : missingHash }
        case .int8(let values): hash(values, into: &hashes)
        case .int16(let values): hash(values, into: &hashes)
        case .int32(let values): hash(values, into: &hashes)
        case .int64(let values): hash(values, into: &hashes)
        case .uint8(let values): hash(values, into: &hashes)
        case .uint16(let values): hash(values, into: &hashes)
        case .uint32(let values): hash(values, into: &hashes)
        case .uint64(let values): hash(values, into: &hashes)
        case .time32(let values, _): hash(values, into: &hashes)
        case .time64(let values, _): hash(values, into: &hashes)
        case .float32(let values): hashReal(values, into: &hashes)
        case .float64(let values): hashReal(values, into: &hashes)
        case .text(let values): hash(values, into: &hashes)
        case .dictionary(let values): try hash(values, into: &hashes)
        case .float16, .decimal:
            let numbers = NumberReader(column)
            hashes = (0..<numbers.count).map { row in numbers[row].map(of) ?? missingHash }
        }
    }

    @inline(__always)
    func of(_ bits: UInt64) -> UInt64 { ByteHash.mix(bits, salt) }

    @inline(__always)
    func of(_ value: Double) -> UInt64 {
        value.isNaN ? missingHash : ByteHash.mix((value + 0.0).bitPattern, salt)
    }

    private func hash(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, into hashes: inout [UInt64]
    ) {
        let values = column.values
        let hasNulls = column.validity.nullCount > 0
        fill(&hashes, column.count) { row in
            hasNulls && !column.validity[row] ? missingHash : of(UInt64(truncatingIfNeeded: values[row]))
        }
    }

    /// Replaces the hashes, keeping their memory.
    @inline(__always)
    private func fill(_ hashes: inout [UInt64], _ count: Int, _ hash: (Int) -> UInt64) {
        hashes.removeAll(keepingCapacity: true)
        hashes.append(addingCapacity: count) { output in
            for row in 0..<count { output.append(hash(row)) }
        }
    }

    private func hashReal(
        _ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>, into hashes: inout [UInt64]
    ) {
        let values = column.values
        let hasNulls = column.validity.nullCount > 0
        fill(&hashes, column.count) { row in
            hasNulls && !column.validity[row] ? missingHash : of(Double(values[row]))
        }
    }

    private func hash(_ column: TextColumn, into hashes: inout [UInt64]) {
        fill(&hashes, column.count) { row in
            column.validity[row] ? ByteHash.of(column[row], seed: salt) : missingHash
        }
    }

    private func hash(_ column: DictionaryColumn, into hashes: inout [UInt64]) throws(ColumnError) {
        var entries: [UInt64] = []
        try hash(column.values, into: &entries)
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        fill(&hashes, indices.count) { indices[$0] < 0 ? missingHash : entries[Int(indices[$0])] }
    }
}
