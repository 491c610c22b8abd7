import CDistributions
import RealModule

/// The law of Mann and Whitney's U, as `scipy.stats.mannwhitneyu(method="auto")`.
enum MannWhitneyDistribution {
    /// The law is exact if the smaller side has no more values than this and no value occurs twice.
    private static let largestExactCount = 8
    /// Beyond this many pairs of values the exact law would take too much memory.
    private static let mostExactPairs = 8_000_000

    /// P(U ≥ u) under equal distributions.
    ///
    /// - Parameters:
    ///   - twice: 2u.
    ///   - tieTerm: Σ (t³ − t) over the numbers t of equal values.
    static func survival(twice: Int, _ n: Int, _ m: Int, hasTies: Bool, tieTerm: Double) -> Double {
        let isExact = min(n, m) <= largestExactCount && !hasTies && n * m <= mostExactPairs
        return isExact
            ? exactSurvival(twice / 2, n, m) : normalSurvival(Double(twice) / 2, Double(n), Double(m), tieTerm)
    }

    /// With a correction for continuity.
    private static func normalSurvival(_ u: Double, _ n: Double, _ m: Double, _ tieTerm: Double) -> Double {
        let size = n + m
        let variance = n * m / 12 * (size + 1 - tieTerm / (size * (size - 1)))
        // All values are equal.
        guard variance > 0 else { return 1 }
        return mw_normal_survival((u - n * m / 2 - 0.5) / variance.squareRoot())
    }

    /// U is symmetric about n·m/2, so the shorter side is summed.
    private static func exactSurvival(_ u: Int, _ n: Int, _ m: Int) -> Double {
        let complement = n * m - u
        let counts = frequencies(upTo: min(u, complement), min(n, m), max(n, m))
        let total = Self.total(min(n, m), max(n, m))
        let sum = counts.reduce(0, +)
        return complement <= u ? sum / total : 1 - (sum - (counts.last ?? 0)) / total
    }

    /// How many orders of the values have U = 0, 1, …, `largest`: the coefficients of the Gaussian binomial
    /// Π (1 − x^(m + i)) / (1 − x^i) over i = 1…n, factor by factor: after each they are counts again.
    private static func frequencies(upTo largest: Int, _ n: Int, _ m: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: largest + 1)
        counts[0] = 1
        for i in 1...n {
            if m + i <= largest {
                for u in stride(from: largest, through: m + i, by: -1) { counts[u] -= counts[u - m - i] }
            }
            if i <= largest { for u in i...largest { counts[u] += counts[u - i] } }
        }
        return counts
    }

    /// n + m over n.
    private static func total(_ n: Int, _ m: Int) -> Double {
        (1...n).reduce(1.0) { $0 * Double(m + $1) / Double($1) }
    }
}
