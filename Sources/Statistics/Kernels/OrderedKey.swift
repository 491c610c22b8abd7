/// Numbers as unsigned keys whose order is the order of the numbers, so that sorting and comparing need no
/// floating-point comparison: NaN has no key, -0 has the key of 0.
enum OrderedKey {
    private static let sign: UInt64 = 1 << 63

    @inline(__always)
    static func of(_ value: Double) -> UInt64 {
        let bits = (value + 0.0).bitPattern
        let isNegative = UInt64(bitPattern: Int64(bitPattern: bits) >> 63)
        return bits ^ (isNegative | sign)
    }

    @inline(__always)
    static func of(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: value) ^ sign
    }

    @inline(__always)
    static func real(_ key: UInt64) -> Double {
        let isNegative = (key >> 63) &- 1
        return Double(bitPattern: key ^ (isNegative | sign))
    }

    @inline(__always)
    static func integer(_ key: UInt64) -> Int64 {
        Int64(bitPattern: key ^ sign)
    }

    /// The key of the real number that an integer's key stands for; keeps the order.
    @inline(__always)
    static func realFromInteger(_ key: UInt64) -> UInt64 {
        of(Double(integer(key)))
    }
}
