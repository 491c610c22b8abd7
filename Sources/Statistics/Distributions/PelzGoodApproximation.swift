import RealModule

/// The expansion of P(Dₙ < d) in powers of 1/√n by Pelz and Good (1976), in the theta-function form for small z = d√n.
enum PelzGoodApproximation {
    /// P(Dₙ < d); error below 1e-13 for the n > 140 it is used for.
    static func cumulative(_ d: Double, count n: Double) -> Double {
        let z = n.squareRoot() * d
        let exponent = -Double.pi * .pi / (8 * z * z)
        guard exponent > -708 else { return 0 }
        var terms = oddTerms(z, exponent)
        let even = evenTerms(z)
        terms[2] += even.second
        terms[3] += even.third
        return terms[0] + terms[1] / n.squareRoot() + terms[2] / n + terms[3] / (n * n.squareRoot())
    }

    /// The sums over odd m of polynomials in m² times exp(−π²m²/8z²), by Horner's scheme in the exponential.
    private static func oddTerms(_ z: Double, _ exponent: Double) -> [Double] {
        let z2 = z * z
        let (z4, z6, z8) = (z2 * z2, z2 * z2 * z2, z2 * z2 * z2 * z2)
        let pi2 = Double.pi * .pi
        let (pi4, pi6) = (pi2 * pi2, pi2 * pi2 * pi2)
        var sums = [0.0, 0, 0, 0]
        for k in stride(from: Int((16 * z / .pi).rounded(.up)), to: 0, by: -1) {
            let m2 = Double((2 * k - 1) * (2 * k - 1))
            let factor = Double.exp(8 * Double(k) * exponent)
            let coefficients = [
                1,
                -z2 + pi2 / 4 * m2,
                6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * pi2 / 4 * m2 + pi4 * (1 - 2 * z2) / 16 * m2 * m2,
                -30 * z6 - 90 * z8 + pi2 * (135 * z4 - 96 * z6) / 4 * m2
                    + pi4 * (-60 * z2 + 212 * z4) / 16 * m2 * m2 + pi6 * (5 - 30 * z2) / 64 * m2 * m2 * m2,
            ]
            for index in sums.indices { sums[index] = sums[index] * factor + coefficients[index] }
        }
        let scale = Double.exp(exponent) * (2 * Double.pi).squareRoot()
        let divisors = [z, 6 * z4, 72 * z6 * z, 6480 * z8 * z2]
        return zip(sums, divisors).map { $0 * scale / $1 }
    }

    /// The sums over all integers k, with exp(−π²k²/2z²).
    private static func evenTerms(_ z: Double) -> (second: Double, third: Double) {
        let pi2 = Double.pi * .pi
        let rootTwoPi = (2 * Double.pi).squareRoot()
        var (second, third) = (0.0, 0.0)
        for k in stride(from: Int((16 * z / .pi).rounded(.up)), to: 0, by: -1) {
            let k2 = Double(k * k)
            let weight = k2 * .exp(-pi2 / (2 * z * z) * k2)
            second += weight
            third += (3 * z * z - pi2 * k2) * weight
        }
        let z3 = z * z * z
        return (second * pi2 * rootTwoPi / (-36 * z3), third * pi2 * rootTwoPi / (216 * z3 * z3))
    }
}
