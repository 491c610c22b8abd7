import RealModule

/// A generator that gives the same numbers in every run: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    /// The seed of everything that is drawn, so that the same data have the same verdict.
    static let seed: UInt64 = 0

    private var state: UInt64
    private var spare: Double?

    init(seed: UInt64 = Self.seed) {
        state = seed
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 up to, but not including, `bound`; the bias is below bound / 2⁶⁴.
    @inline(__always)
    mutating func index(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number from the open interval (0, 1).
    @inline(__always)
    mutating func uniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// A number of the standard normal distribution (Marsaglia's polar method).
    mutating func normal() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        while true {
            let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
            let square = x * x + y * y
            guard square < 1 else { continue }
            let scale = (-2 * Double.log(square) / square).squareRoot()
            spare = y * scale
            return x * scale
        }
    }
}
