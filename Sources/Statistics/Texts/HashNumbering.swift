/// Numbers distinct hashes in the order of their first appearance: open addressing, without an allocation per hash.
struct HashNumbering: Sendable {
    /// The hash that each number was given for.
    private(set) var hashes: [UInt64] = []
    /// Slots of the table, a power of two of them: number + 1, or 0 where free.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// How many distinct hashes there are.
    var count: Int { hashes.count }

    /// The number of a hash; nil if it has none.
    func find(_ hash: UInt64) -> Int? {
        let number = slots[slot(of: hash)]
        return number == 0 ? nil : Int(number) - 1
    }

    /// The number of a hash, given now if it is new.
    mutating func number(_ hash: UInt64) -> Int {
        let slot = slot(of: hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        hashes.append(hash)
        slots[slot] = UInt32(hashes.count)
        if hashes.count * 2 > slots.count { grow() }
        return hashes.count - 1
    }

    /// Where a hash is, or where it would be put.
    @inline(__always)
    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0, hashes[Int(slots[slot]) - 1] != hash { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }
}
