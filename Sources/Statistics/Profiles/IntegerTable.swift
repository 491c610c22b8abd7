/// Numbers distinct integers in the order of their first appearance: open addressing, three times as fast as a
/// dictionary.
struct IntegerTable: Sendable {
    private var integers: [Int64] = []
    /// Slots of the table, a power of two of them: index + 1, or 0 where free.
    private var slots = [UInt32](repeating: 0, count: 64)
    private let seed = ByteHash.processSeed

    /// The number of distinct integers.
    var count: Int { integers.count }

    /// The number of `integer`, given now if it is new.
    mutating func index(of integer: Int64) -> Int {
        var slot = home(of: integer)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if integers[index] == integer { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        integers.append(integer)
        slots[slot] = UInt32(integers.count)
        if integers.count * 2 > slots.count { grow() }
        return integers.count - 1
    }

    private func home(of integer: Int64) -> Int {
        Int(truncatingIfNeeded: ByteHash.mix(UInt64(bitPattern: integer), seed)) & (slots.count - 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, integer) in integers.enumerated() {
            var slot = home(of: integer)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }
}
