/// The law of the two-sample Kolmogorov-Smirnov statistic, as `scipy.stats.ks_2samp(method="auto")`.
enum KolmogorovSmirnovDistribution {
    /// Up to this many values on the larger side the p-value is exact.
    private static let largestExactCount = 10_000

    /// P(D ≥ r/(n·m)) under equal distributions, two-sided.
    ///
    /// - Parameter rankDifference: r = max |i·m − j·n|, the exact numerator of D.
    static func twoSidedPValue(rankDifference: Int, _ n: Int, _ m: Int) -> Double {
        if max(n, m) <= largestExactCount, let exact = exactPValue(rankDifference: rankDifference, n, m) {
            return exact
        }
        let statistic = Double(rankDifference) / (Double(n) * Double(m))
        let effective = (Double(n) * Double(m) / Double(n + m)).rounded(.toNearestOrEven)
        return OneSampleKolmogorovDistribution.survival(statistic, count: effective)
    }

    private static func exactPValue(rankDifference: Int, _ n: Int, _ m: Int) -> Double? {
        let divisor = greatestCommonDivisor(n, m)
        let height = rankDifference / divisor
        guard height > 0 else { return 1 }
        let p = n == m ? equalSizes(n, height: height) : latticePaths(n, m, divisor: divisor, height: height)
        return (0...1).contains(p) ? p : nil
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }

    /// Equal sizes: the reflection principle, summed from the small end by Horner's scheme.
    private static func equalSizes(_ n: Int, height: Int) -> Double {
        var sum = 0.0
        for k in stride(from: n / height, through: 0, by: -1) {
            var ratio = 1.0
            for j in 0..<height { ratio *= Double(n - k * height - j) / Double(n + k * height + j + 1) }
            sum = ratio * (1 - sum)
        }
        return 2 * sum
    }

    /// Unequal sizes: the share of lattice paths from (0, 0) to (m, n) that leave the band |x/m − y/n| < h/lcm,
    /// column by column (Hodges 1958).
    private static func latticePaths(_ first: Int, _ second: Int, divisor: Int, height: Int) -> Double {
        let (m, n) = (max(first, second), min(first, second))
        let (mg, ng) = (m / divisor, n / divisor)
        var lowest = 0
        var highest = min(ceilingQuotient(height, mg), n + 1)
        var outside = [Double](repeating: 1, count: max(min(2 * highest + 2, n + 1), 1))
        for row in 0..<highest where row < outside.count { outside[row] = 0 }
        var length = highest
        for column in 1...m {
            let (previousLowest, previousLength) = (lowest, length)
            lowest = max(floorQuotient(ng * column - height, mg) + 1, 0)
            lowest = min(lowest, n)
            highest = min(ceilingQuotient(ng * column + height, mg), n + 1)
            guard highest > lowest else { return 1 }
            var value = lowest == 0 ? 0.0 : 1.0
            for offset in 0..<highest - lowest {
                let row = offset + lowest
                let left = outside[row - previousLowest]
                value = (left * Double(column) + value * Double(row)) / Double(column + row)
                outside[offset] = value
            }
            length = highest - lowest
            if previousLength > length { for offset in length..<previousLength { outside[offset] = 1 } }
        }
        return outside[highest - lowest - 1]
    }

    private static func floorQuotient(_ dividend: Int, _ divisor: Int) -> Int {
        dividend >= 0 ? dividend / divisor : -((-dividend + divisor - 1) / divisor)
    }

    private static func ceilingQuotient(_ dividend: Int, _ divisor: Int) -> Int {
        -floorQuotient(-dividend, divisor)
    }
}
