import TestSupport

/// Numbers that are hard to count in buckets.
enum HardNumbers: CaseIterable {
    /// Close to 10⁻³⁰⁰ and close to 10³⁰⁰.
    case clusters
    /// Below the least normal number, of both signs.
    case subnormal
    /// Up to the largest number, so that differences exceed it.
    case extreme
    /// Any bits: all exponents alike.
    case bits
    /// One value but for a few.
    case nearlyConstant
    /// Neighbours among the doubles.
    case neighbours
    /// All values one.
    case constant
    /// Half of them within 10⁻⁹ of 1, the others anywhere.
    case needle

    func numbers(_ count: Int, seed: UInt64, shift: Double) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { row in
            let bits = generator.next()
            let uniform = Double(bits >> 11) * 0x1p-53
            switch self {
            case .clusters: return uniform < 0.5 + shift ? 1e-300 * (1 + uniform) : 1e300 * (1 + uniform)
            case .subnormal: return (uniform - 0.5 + shift) * 0x1p-1030
            case .extreme: return (uniform * 2 - 1) * .greatestFiniteMagnitude
            case .bits:
                let value = Double(bitPattern: bits)
                return value.isFinite ? value : 1
            case .nearlyConstant: return bits % 100 == 0 ? uniform + shift : 3
            case .neighbours: return Double(bitPattern: (1.0).bitPattern + bits % 5000 + UInt64(shift * 100))
            case .constant: return 7
            case .needle:
                let value = Double(bitPattern: generator.next())
                return row % 2 == 0 ? 1 + 1e-9 * (uniform + shift) : value.isFinite ? value : 0
            }
        }
    }
}
