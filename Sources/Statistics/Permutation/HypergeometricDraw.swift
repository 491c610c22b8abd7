import RealModule

extension SeededGenerator {
    /// Up to this many items are drawn one by one.
    private static let mostSingleDraws = 48
    /// Above this variance the distribution is as good as normal.
    private static let largestInvertedVariance = 9.0

    /// How many of `draws` items, drawn without replacement from `population`, are among the `marked` ones.
    mutating func marked(among draws: Int, marked: Int, of population: Int) -> Int {
        if draws > population - draws {
            return marked - self.marked(among: population - draws, marked: marked, of: population)
        }
        if marked > population - marked {
            return draws - self.marked(among: draws, marked: population - marked, of: population)
        }
        // The number of items that are both drawn and marked does not care which of the two comes first.
        let (fewer, more) = (min(draws, marked), max(draws, marked))
        guard fewer > Self.mostSingleDraws else { return singly(fewer, more, population) }
        let (d, s, size) = (Double(fewer), Double(more), Double(population))
        let variance = d * (s / size) * ((size - s) / size) * ((size - d) / (size - 1))
        guard variance > Self.largestInvertedVariance else { return inverted(d, s, size, limit: fewer) }
        let skewness =
            (size - 2 * s) * (size - 2 * d) * (size - 1).squareRoot()
            / ((d * s * (size - s) * (size - d)).squareRoot() * (size - 2))
        let z = normal()
        // Cornish and Fisher's first correction for the skewness.
        let value = d * s / size + variance.squareRoot() * (z + skewness * (z * z - 1) / 6)
        return min(max(Int(value.rounded()), 0), fewer)
    }

    private mutating func singly(_ draws: Int, _ marked: Int, _ population: Int) -> Int {
        var left = marked
        for draw in 0..<draws where index(below: population - draw) < left { left -= 1 }
        return marked - left
    }

    /// By inversion from 0 upwards; the mean is small enough for the probability of 0 to be a number.
    private mutating func inverted(_ d: Double, _ s: Double, _ size: Double, limit: Int) -> Int {
        var probability = Double.exp(
            .logGamma(size - s + 1) - .logGamma(size - s - d + 1) - .logGamma(size + 1) + .logGamma(size - d + 1))
        var rest = uniform()
        var value = 0
        while rest > probability, value < limit {
            rest -= probability
            let k = Double(value)
            probability *= (d - k) * (s - k) / ((k + 1) * (size - s - d + k + 1))
            value += 1
        }
        return value
    }
}
