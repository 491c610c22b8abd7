import RealModule

extension BinCounts {
    /// Sums a term over the cells of the table of 2 sides and K categories, given what is observed in a cell and what is
    /// expected there if both sides have the shares of both together.
    @inline(__always)
    func sumOverCells(_ term: (_ observed: Double, _ expected: Double) -> Double) -> Double {
        let (n, m) = (Double(referenceTotal), Double(currentTotal))
        var sum = 0.0
        for bin in reference.indices {
            let share = Double(reference[bin] + current[bin]) / (n + m)
            sum += term(Double(reference[bin]), share * n) + term(Double(current[bin]), share * m)
        }
        return sum
    }

    /// Pearson's χ² of homogeneity, Σ (o − e)² / e.
    var pearsonStatistic: Double {
        sumOverCells { observed, expected in
            let deviation = observed - expected
            return deviation * deviation / expected
        }
    }

    /// The statistic of the likelihood ratio, G = 2 Σ o · ln(o / e).
    var likelihoodRatio: Double {
        max(0, 2 * sumOverCells { observed, expected in observed > 0 ? observed * .log(observed / expected) : 0 })
    }

    /// Whether the chi-square distribution fits these statistics: at least 1 is expected in every cell and at least 5 in
    /// four cells of five (Cochran 1954).
    var meetsCochransRule: Bool {
        var isSparse = false
        let few = sumOverCells { _, expected in
            isSparse = isSparse || expected < 1
            return expected < 5 ? 1 : 0
        }
        return !isSparse && few <= 0.2 * Double(2 * cellCount)
    }
}
