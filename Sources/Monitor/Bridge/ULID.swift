import Foundation

/// A sortable identifier of 26 lowercase letters and digits: 48 bits of milliseconds, 80 random bits.
///
/// The alphabet is Crockford's base 32, see https://github.com/ulid/spec.
struct ULID: Sendable, Hashable, CustomStringConvertible {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")

    let description: String

    /// Makes a new one for a moment.
    init(at time: Date, using generator: inout some RandomNumberGenerator) {
        var high = UInt64(max(0, time.timeIntervalSince1970 * 1000)) & 0xFFFF_FFFF_FFFF
        var characters: [Character] = []
        for _ in 0..<10 {
            characters.append(Self.alphabet[Int(high & 31)])
            high >>= 5
        }
        let random = (0..<16).map { _ in Self.alphabet[Int(UInt8.random(in: 0..<32, using: &generator))] }
        description = String(characters.reversed() + random)
    }

    /// Makes a new one for a moment with the system's random numbers.
    init(at time: Date) {
        var generator = SystemRandomNumberGenerator()
        self.init(at: time, using: &generator)
    }
}
