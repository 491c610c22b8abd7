/// The statistics of two samples that depend on ranks, all from one merge.
///
/// n and m are the sizes, N = n + m. A group of equal values has f values of the reference and g of the current data,
/// l = f + g, after i and j smaller ones; d = m(i + f/2) − n(j + g/2) is n·m times the difference of the two
/// distribution functions in the middle of the group.
struct RankSums {
    /// Twice Mann and Whitney's U: pairs of which the reference has the larger value, ties counted half.
    let twiceU: Int
    /// Whether a value occurs more than once.
    let hasTies: Bool
    /// Σ (l³ − l).
    let tieTerm: Double
    /// ∫ (F − G)² dx.
    let squaredArea: Double
    /// A² with mid-ranks (Scholz and Stephens 1987, equation 7); without meaning if all values are equal.
    let andersonDarling: Double
    /// Cramér and von Mises' T, from the distribution functions in the middle of groups: Σ l·d² / (n·m·N²) + 1/(4N).
    let cramerVonMises: Double
    /// T by Anderson's formula for samples without ties (1962, equation 9), with mid-ranks in it, as scipy: the same
    /// without ties; with ties too large where n and m differ.
    let cramerVonMisesOfRanks: Double

    init(_ samples: SamplePair) {
        let count = samples.reference.count + samples.current.count
        let (n, m) = (Double(samples.reference.count), Double(samples.current.count))
        hasTies = samples.distinctCount < count
        let totals = RankMerge(samples.reference, samples.current, hasTies: hasTies).totals
        twiceU = totals.pairs
        tieTerm = totals.ties.value
        squaredArea = totals.squares.value / (n * m) / (n * m)
        andersonDarling = Double(count - 1) / Double(count) / (n * m) * totals.anderson.value
        let integral = totals.cramer.value / 4 / (n * m) / ((n + m) * (n + m))
        cramerVonMises = integral + 1 / (4 * (n + m))
        cramerVonMisesOfRanks = hasTies ? integral + Self.tieExcess(totals, n, m) : cramerVonMises
    }

    /// What T = U / (n·m·N) − (4·n·m − 1) / (6N) with U = n Σ (rank − place)² + m Σ (rank − place)² is more than the sum
    /// over groups. As written it loses all digits to the difference in large samples; expanded by groups it does not.
    private static func tieExcess(_ totals: Totals, _ n: Double, _ m: Double) -> Double {
        let size = n + m
        let (left, right) = (totals.referenceCubes.value, totals.currentCubes.value)
        let mixed = (m / n * left + n / m * right - 3 * totals.products.value) / size
        let within = left / m + right / n - n / m - m / n
        return 1 / (6 * size) + (mixed + within) / (12 * size)
    }
}

extension SamplePair {
    /// Merges the samples once more; not kept.
    var rankSums: RankSums { RankSums(self) }
}
