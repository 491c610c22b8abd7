/// Which of ten thousand places an id has: always the same in one rollout, and another one in the next.
///
/// The hash is FNV-1a with 64 bits over the rollout's id, the byte 0xFF and the id, all in UTF-8, mixed by the last
/// steps of MurmurHash3 (fmix64); the place is its upper part, ⌊hash · 10000 / 2⁶⁴⌋. An id with a place below the
/// percentage times 100 gets the candidate, and keeps it as the percentage grows.
enum RolloutAssignment {
    /// How many places there are.
    static let places = 10_000

    /// The place of an id.
    static func place(of id: String, in rollout: String) -> Int {
        place(of: mixed(hash(rollout, id)))
    }

    /// A place at random, for requests without an id.
    static func randomPlace(using generator: inout some RandomNumberGenerator) -> Int {
        place(of: generator.next())
    }

    private static func place(of hash: UInt64) -> Int {
        Int(hash.multipliedFullWidth(by: UInt64(places)).high)
    }

    private static func hash(_ rollout: String, _ id: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for bytes in [Array(rollout.utf8), [0xFF], Array(id.utf8)] {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return hash
    }

    /// FNV's upper bits depend too little on the last bytes.
    private static func mixed(_ hash: UInt64) -> UInt64 {
        var hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }
}
