/// Numbers distinct byte strings in the order of their first appearance: open addressing over one arena of bytes,
/// without an allocation per string.
struct ByteTable: Sendable {
    private var arena: [UInt8] = []
    /// Where string `i` ends in the arena; it starts where its predecessor ends.
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// Slots of the table, a power of two of them: index + 1, or 0 where free.
    private var slots = [UInt32](repeating: 0, count: 64)
    private let seed = ByteHash.processSeed

    /// The number of distinct strings.
    var count: Int { ends.count }

    /// Bytes of all strings together.
    var byteCount: Int { arena.count }

    /// The number of `bytes`, given now if they are new.
    mutating func index(of bytes: Span<UInt8>) -> Int {
        let hash = ByteHash.of(bytes, seed: seed)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash, isEqual(bytes, to: index) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return insert(bytes, hash: hash, at: slot)
    }

    /// The bytes of string `index`.
    subscript(index: Int) -> ArraySlice<UInt8> {
        arena[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// How many bytes all strings have in common at their beginning.
    var sharedLength: Int {
        guard let end = ends.first else { return 0 }
        var shared = end
        for index in ends.indices.dropFirst() {
            let start = ends[index - 1]
            shared = min(shared, ends[index] - start)
            var length = 0
            while length < shared, arena[start + length] == arena[length] { length += 1 }
            shared = length
            if shared == 0 { return 0 }
        }
        return shared
    }

    /// Whether a string comes before another in the order of their bytes.
    func isBefore(_ left: Int, _ right: Int) -> Bool {
        self[left].lexicographicallyPrecedes(self[right])
    }

    private func isEqual(_ bytes: Span<UInt8>, to index: Int) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == bytes.count else { return false }
        for offset in bytes.indices where bytes[offset] != arena[start + offset] { return false }
        return true
    }

    private mutating func insert(_ bytes: Span<UInt8>, hash: UInt64, at slot: Int) -> Int {
        for offset in bytes.indices { arena.append(bytes[offset]) }
        ends.append(arena.count)
        hashes.append(hash)
        slots[slot] = UInt32(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }
}
