import RealModule

/// How many of a number of draws without replacement are marked, by Loader's saddle-point form of the binomial
/// probability: exact to about 1e-13 for populations of any size, where sums of logarithms of factorials lose half of
/// all digits.
struct HypergeometricDistribution {
    private let marked: Double
    private let draws: Double
    private let population: Double

    init(marked: Int, draws: Int, population: Int) {
        self.marked = Double(marked)
        self.draws = Double(draws)
        self.population = Double(population)
    }

    private var smallest: Double { max(0, draws - (population - marked)) }
    private var largest: Double { min(draws, marked) }

    /// The probability of all numbers no more probable than `value`: Fisher's two-sided p-value.
    ///
    /// Numbers as probable as `value` count; their probabilities differ by rounding.
    func twoSidedPValue(_ value: Int) -> Double {
        let x = Double(value)
        let mode = ((draws + 1) * (marked + 1) / (population + 2)).rounded(.down)
        let bound = probability(x) * (1 + 1e-10)
        guard probability(mode) > bound else { return 1 }
        let lower = x < mode ? x : lastAtMost(bound, from: mode, to: smallest)
        let upper = x < mode ? lastAtMost(bound, from: mode, to: largest) : x
        return min(1, (lower.map(sumDown) ?? 0) + (upper.map(sumUp) ?? 0))
    }

    /// Number of marked draws nearest to the mode whose probability is at most `bound`; nil if there is none.
    private func lastAtMost(_ bound: Double, from mode: Double, to end: Double) -> Double? {
        guard probability(end) <= bound else { return nil }
        var (above, atMost) = (mode, end)
        while abs(above - atMost) > 1 {
            let middle = ((above + atMost) / 2).rounded(.down)
            if probability(middle) <= bound { atMost = middle } else { above = middle }
        }
        return atMost
    }

    private func sumDown(_ x: Double) -> Double {
        sum(from: x, through: smallest, step: -1) { k in
            k * (population - marked - draws + k) / ((marked - k + 1) * (draws - k + 1))
        }
    }

    private func sumUp(_ x: Double) -> Double {
        sum(from: x, through: largest, step: 1) { k in
            (marked - k) * (draws - k) / ((k + 1) * (population - marked - draws + k + 1))
        }
    }

    /// Adds probabilities outwards, each from the one before, until they no longer matter.
    private func sum(
        from start: Double, through end: Double, step: Double, ratio: (Double) -> Double
    ) -> Double {
        var term = probability(start)
        var total = 0.0
        var k = start
        while true {
            let next = total + term
            if next == total || k == end { return next }
            total = next
            term *= ratio(k)
            k += step
        }
    }

    /// C(marked, x) C(population − marked, draws − x) / C(population, draws).
    private func probability(_ x: Double) -> Double {
        guard x >= smallest, x <= largest else { return 0 }
        let share = draws / population
        return binomial(x, of: marked, share) * binomial(draws - x, of: population - marked, share)
            / binomial(draws, of: population, share)
    }

    /// The probability of x successes among n.
    private func binomial(_ x: Double, of n: Double, _ share: Double) -> Double {
        // The complement of the share without cancellation.
        let rest = (population - draws) / population
        if n == 0 { return 1 }
        if x == 0 { return .exp(n * .log(onePlus: -share)) }
        if x == n { return .exp(n * .log(share)) }
        let error = StirlingError.of(n) - StirlingError.of(x) - StirlingError.of(n - x)
        let deviance = StirlingError.deviance(x, from: n * share) + StirlingError.deviance(n - x, from: n * rest)
        return (n / (2 * .pi * x * (n - x))).squareRoot() * .exp(error - deviance)
    }
}
