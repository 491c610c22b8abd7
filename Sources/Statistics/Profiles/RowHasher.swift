/// Hashes the value of each row of a column: equal values hash equal, NaN is a missing value, -0 is 0.
struct RowHasher {
    /// Columns of equal content must not cancel or exchange: each is salted by its name.
    private let salt: UInt64
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
        try hash(column, rows: 0..<column.count, into: &hashes)
    }

    /// Replaces `hashes` by those of some rows of `column`.
    func hash(
        _ column: Column, rows: some RandomAccessCollection<Int>, into hashes: inout [UInt64]
    ) throws(ColumnError) {
        switch column {
        case .null: hashes = [UInt64](repeating: missingHash, count: rows.count)
        case .boolean(let values):
            fill(&hashes, rows) { values.validity[$0] ? of(UInt64(values[$0].bit)) : missingHash }
        case .int8(let values): hash(values, rows, into: &hashes)
        case .int16(let values): hash(values, rows, into: &hashes)
        case .int32(let values): hash(values, rows, into: &hashes)
        case .int64(let values): hash(values, rows, into: &hashes)
        case .uint8(let values): hash(values, rows, into: &hashes)
        case .uint16(let values): hash(values, rows, into: &hashes)
        case .uint32(let values): hash(values, rows, into: &hashes)
        case .uint64(let values): hash(values, rows, into: &hashes)
        case .time32(let values, _): hash(values, rows, into: &hashes)
        case .time64(let values, _): hash(values, rows, into: &hashes)
        case .float32(let values): hashReal(values, rows, into: &hashes)
        case .float64(let values): hashReal(values, rows, into: &hashes)
        case .text(let values): hash(values, rows, into: &hashes)
        case .dictionary(let values): try hash(values, rows, into: &hashes)
        case .float16, .decimal:
            let numbers = NumberReader(column)
            fill(&hashes, rows) { numbers[$0].map(of) ?? missingHash }
        }
    }

    @inline(__always)
    private func of(_ bits: UInt64) -> UInt64 { ByteHash.mix(bits, salt) }

    @inline(__always)
    private func of(_ value: Double) -> UInt64 {
        value.isNaN ? missingHash : ByteHash.mix((value + 0.0).bitPattern, salt)
    }

    private func hash(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, _ rows: some RandomAccessCollection<Int>,
        into hashes: inout [UInt64]
    ) {
        let values = column.values
        let hasNulls = column.validity.nullCount > 0
        fill(&hashes, rows) { row in
            hasNulls && !column.validity[row] ? missingHash : of(UInt64(truncatingIfNeeded: values[row]))
        }
    }

    /// Replaces the hashes, keeping their memory.
    @inline(__always)
    private func fill(
        _ hashes: inout [UInt64], _ rows: some RandomAccessCollection<Int>, _ hash: (Int) -> UInt64
    ) {
        hashes.removeAll(keepingCapacity: true)
        hashes.append(addingCapacity: rows.count) { output in
            for row in rows { output.append(hash(row)) }
        }
    }

    private func hashReal(
        _ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>, _ rows: some RandomAccessCollection<Int>,
        into hashes: inout [UInt64]
    ) {
        let values = column.values
        let hasNulls = column.validity.nullCount > 0
        fill(&hashes, rows) { row in
            hasNulls && !column.validity[row] ? missingHash : of(Double(values[row]))
        }
    }

    private func hash(
        _ column: TextColumn, _ rows: some RandomAccessCollection<Int>, into hashes: inout [UInt64]
    ) {
        fill(&hashes, rows) { row in
            column.validity[row] ? ByteHash.of(column[row], seed: salt) : missingHash
        }
    }

    private func hash(
        _ column: DictionaryColumn, _ rows: some RandomAccessCollection<Int>, into hashes: inout [UInt64]
    ) throws(ColumnError) {
        var entries: [UInt64] = []
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        if rows.count >= column.valueCount {
            try hash(column.values, into: &entries)
            fill(&hashes, rows) { indices[$0] < 0 ? missingHash : entries[Int(indices[$0])] }
        } else {
            // A few rows of a large dictionary: their entries only.
            try hash(column.values, rows: rows.compactMap { indices[$0] < 0 ? nil : Int(indices[$0]) }, into: &entries)
            var next = entries.makeIterator()
            fill(&hashes, rows) { indices[$0] < 0 ? missingHash : next.next() ?? missingHash }
        }
    }
}
