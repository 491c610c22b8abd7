/// Hashes of values for counting rows and categories: 64 × 64 → 128-bit multiplications folded to 64 bits.
///
/// Seeded once per process, so that nobody can prepare values that collide.
enum ByteHash {
    private static let seed = UInt64.random(in: .min ... .max)
    private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = (first ^ odd).multipliedFullWidth(by: second ^ 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }

    /// The seed that salts everything counted in this process.
    static var processSeed: UInt64 { seed }

    static func of(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
        let raw = unsafe bytes.bytes
        var hash = mix(seed, UInt64(raw.byteCount))
        var offset = 0
        while offset &+ 8 <= raw.byteCount {
            hash = mix(hash, unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        var tail: UInt64 = 0
        while offset < raw.byteCount {
            tail = tail &<< 8 | UInt64(bytes[offset])
            offset &+= 1
        }
        return mix(hash, tail)
    }
}
