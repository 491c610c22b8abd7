/// Keys that come in batches and are wanted in ascending order, however many they are: what exceeds a limit goes to a
/// file as sorted runs, which are merged at the end.
///
/// The result is the same as if everything had been sorted in memory.
struct SpillingKeys: Sendable {
    /// Those that are in memory, in the order they came.
    private(set) var keys: KeyArray
    private let spill: (any KeySpill)?
    /// How many keys to make room for at most; nil for no limit.
    private let mostRoom: Int?
    private var file: (any KeyFile)?
    /// Sorted, in the file.
    private var runs: [Range<Int>] = []
    /// All keys, once they were sorted; in memory or mapped.
    private var sorted: KeyArray?

    /// The limit is looked at after a batch; memory for one more is there from the beginning, or it would double.
    private static let batchRoom = 1 << 17

    /// - Parameters:
    ///   - capacity: How many keys to expect.
    ///   - spill: Where to put what is too much; nil for no limit.
    init(capacity: Int = 0, spill: (any KeySpill)? = nil) {
        self.init(capacity: capacity, spill: spill, limit: spill?.keyLimit)
    }

    /// Keys that somebody takes out of memory as soon as there are as many as the limit.
    init(capacity: Int, limit: Int) {
        self.init(capacity: capacity, spill: nil, limit: limit)
    }

    private init(capacity: Int, spill: (any KeySpill)?, limit: Int?) {
        mostRoom = limit.map { $0 + Self.batchRoom }
        keys = KeyArray(capacity: min(capacity, mostRoom ?? capacity))
        self.spill = spill
    }

    /// Holds keys that ascend already.
    init(sorted: KeyArray, spill: (any KeySpill)? = nil) {
        self.init(spill: spill)
        self.sorted = sorted
    }

    /// The number of keys.
    var count: Int { (sorted?.count ?? 0) + keys.count + runs.reduce(0) { $0 + $1.count } }

    /// Appends what `body` writes, at most `count` keys.
    mutating func append(addingCapacity count: Int, _ body: (inout OutputSpan<UInt64>) -> Void) {
        reserve(count)
        keys.append(addingCapacity: count, body)
    }

    /// Appends as many of the keys that `body` writes to the beginning of room for `count` as it says.
    mutating func append(upTo count: Int, _ body: (inout MutableSpan<UInt64>) -> Int) {
        reserve(count)
        keys.append(upTo: count, body)
    }

    /// Appends one key.
    mutating func append(_ key: UInt64) {
        keys.append(key)
    }

    /// Appends keys that are in memory.
    mutating func append(contentsOf others: KeyArray) {
        reserve(others.count)
        keys.append(contentsOf: others)
    }

    /// Makes room in steps that double, but not beyond the limit.
    private mutating func reserve(_ count: Int) {
        let needed = keys.count + count
        guard let mostRoom, needed > keys.capacity else { return }
        keys.reserveCapacity(max(needed, min(2 * keys.capacity, mostRoom)))
    }

    /// To be called after each batch: writes a run if the limit is reached.
    mutating func settle() throws(ColumnError) {
        try unsort()
        guard let spill, keys.count >= spill.keyLimit else { return }
        try writeRun(spill)
    }

    /// Appends the keys of another.
    mutating func append(contentsOf other: SpillingKeys) throws(ColumnError) {
        if let sorted = other.sorted { try appendSorted(sorted) }
        for run in try other.mappedRuns() { try appendSorted(run) }
        append(contentsOf: other.keys)
        try settle()
    }

    /// Keys that were sorted are keys like others once there are more.
    private mutating func unsort() throws(ColumnError) {
        guard !keys.isEmpty, let sorted = sorted.take() else { return }
        try appendSorted(sorted)
    }

    private mutating func appendSorted(_ run: KeyArray) throws(ColumnError) {
        let step = max(1, spill?.keyLimit ?? run.count)
        for start in stride(from: 0, to: run.count, by: step) {
            let places = start..<min(start + step, run.count)
            reserve(places.count)
            keys.append(contentsOf: run, places)
            run.releasePages(places)
            try settle()
        }
    }

    /// Replaces every key; the transformation must keep the order.
    mutating func mapInOrder(_ transform: (UInt64) -> UInt64) throws(ColumnError) {
        if let sorted = sorted.take() { try appendSorted(sorted) }
        let old = try mappedRuns()
        Self.map(&keys, transform)
        guard let spill, !old.isEmpty else { return }
        let file = try spill.makeFile()
        runs = []
        for run in old {
            runs.append(file.count..<file.count + run.count)
            for start in stride(from: 0, to: run.count, by: spill.keyLimit) {
                let places = start..<min(start + spill.keyLimit, run.count)
                var part = KeyArray(run, places)
                run.releasePages(places)
                Self.map(&part, transform)
                try file.append(part.span)
            }
        }
        self.file = file
    }

    /// All keys in ascending order, in memory or in a mapped file; they stay.
    mutating func sort() throws(ColumnError) -> KeyArray {
        let keys = try takeSorted()
        sorted = keys
        return keys
    }

    /// All keys in ascending order, in memory or in a mapped file. Leaves none, since what is sorted in memory must have
    /// one owner.
    mutating func takeSorted() throws(ColumnError) -> KeyArray {
        try unsort()
        if let sorted = sorted.take() { return sorted }
        guard let spill, !runs.isEmpty else { return takeSortedMemory() }
        let count = count
        let merged = try spill.makeFile()
        try takeMerge(spill).write(to: merged)
        return KeyArray(try merged.map(0..<count))
    }

    /// The number of distinct keys. Leaves none.
    mutating func takeDistinctCount() throws(ColumnError) -> Int {
        try unsort()
        if let sorted = sorted.take() { return sorted.distinctCount }
        guard let spill, !runs.isEmpty else { return takeSortedMemory().distinctCount }
        let counter = DistinctCounter()
        try takeMerge(spill).write(to: counter)
        return counter.count
    }

    private mutating func takeSortedMemory() -> KeyArray {
        var taken = KeyArray()
        swap(&taken, &keys)
        taken.sort()
        return taken
    }

    private mutating func takeMerge(_ spill: any KeySpill) throws(ColumnError) -> RunMerge {
        if !keys.isEmpty { try writeRun(spill) }
        let runs = try mappedRuns()
        keys = KeyArray()
        (file, self.runs) = (nil, [])
        return RunMerge(runs, keyLimit: spill.keyLimit)
    }

    private mutating func writeRun(_ spill: any KeySpill) throws(ColumnError) {
        keys.sort()
        let file = if let file { file } else { try spill.makeFile() }
        self.file = file
        // Copies of this value share the file and may have written to it.
        let start = file.count
        try file.append(keys.span)
        runs.append(start..<start + keys.count)
        keys.removeAll()
    }

    private func mappedRuns() throws(ColumnError) -> [KeyArray] {
        guard let file else { return [] }
        var mapped: [KeyArray] = []
        for run in runs { mapped.append(KeyArray(try file.map(run))) }
        return mapped
    }

    private static func map(_ keys: inout KeyArray, _ transform: (UInt64) -> UInt64) {
        var span = keys.mutableSpan
        for index in span.indices { span[index] = transform(span[index]) }
    }
}
