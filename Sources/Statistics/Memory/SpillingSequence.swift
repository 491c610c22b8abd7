/// Keys that are wanted in the order they came, however many they are: what exceeds a limit goes to a file.
struct SpillingSequence: Sendable {
    /// Those that are in memory, behind those in the file.
    private(set) var keys = KeyArray()
    private let spill: (any KeySpill)?
    private var file: (any KeyFile)?
    private var writtenCount = 0

    /// - Parameter spill: Where to put what is too much; nil for no limit.
    init(spill: (any KeySpill)?) {
        self.spill = spill
    }

    /// The number of keys.
    var count: Int { writtenCount + keys.count }

    /// Appends a batch.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    mutating func append(_ batch: Span<UInt64>) throws(ColumnError) {
        keys.append(addingCapacity: batch.count) { output in
            for index in batch.indices { output.append(batch[index]) }
        }
        guard let spill, keys.count >= spill.keyLimit else { return }
        try write(spill)
    }

    /// All keys, in memory or in a mapped file, where those that are in memory go, too.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    mutating func joined() throws(ColumnError) -> KeyArray {
        guard let spill, file != nil else { return keys }
        try write(spill)
        return try written()
    }

    /// Those that are in the file, mapped.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    func written() throws(ColumnError) -> KeyArray {
        guard let file else { return KeyArray() }
        return KeyArray(try file.map(0..<writtenCount))
    }

    private mutating func write(_ spill: any KeySpill) throws(ColumnError) {
        let file = try own(spill)
        try file.append(keys.span)
        writtenCount += keys.count
        keys.removeAll()
    }

    /// The file, or a copy of it: copies of this value share the file and may have written to it.
    private mutating func own(_ spill: any KeySpill) throws(ColumnError) -> any KeyFile {
        if let file, file.count == writtenCount { return file }
        let copy = try spill.makeFile()
        let written = try written()
        try copy.append(written.span)
        file = copy
        return copy
    }
}
