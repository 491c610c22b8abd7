import RealModule

extension ContingencyTable {
    /// The mutual information to expect if rows of the same labels and clusters were paired at random (Vinh, Epps and
    /// Bailey, "Information theoretic measures for clusterings comparison", 2010).
    var expectedMutualInformation: Double {
        var sum = ExactSum()
        // Labels of the same number of rows contribute the same.
        let (labels, clusters) = (Self.frequencies(labelCounts), Self.frequencies(clusterCounts))
        for (label, labelFrequency) in labels {
            for (cluster, clusterFrequency) in clusters {
                let term = expectedTerm(label, cluster)
                sum.addProduct(term, Double(labelFrequency * clusterFrequency))
            }
        }
        return sum.value
    }

    private static func frequencies(_ counts: [Int]) -> [Int: Int] {
        Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// Σ P(x)·x/n·ln(n·x / (a·b)) over the counts x that a label of a rows and a cluster of b may have in common.
    ///
    /// P is hypergeometric. Its terms are followed from the largest one to both sides as ratios, and divided by their sum:
    /// logarithms of factorials would lose as many digits as n has.
    private func expectedTerm(_ label: Int, _ cluster: Int) -> Double {
        let range = max(0, label + cluster - total)...min(label, cluster)
        let mode = Int((Double(label + 1) * Double(cluster + 1) / Double(total + 2)).rounded(.down))
        let start = min(max(mode, range.lowerBound), range.upperBound)
        let (a, b, n) = (Double(label), Double(cluster), Double(total))
        func information(_ common: Double) -> Double {
            common > 0 ? common / n * .log(common / (a / n * b)) : 0
        }
        var (weights, terms) = (1.0, information(Double(start)))
        var weight = 1.0
        var common = Double(start)
        while common < Double(range.upperBound), weight > Self.negligible {
            weight *= (a - common) * (b - common) / ((common + 1) * (n - a - b + common + 1))
            common += 1
            weights += weight
            terms += weight * information(common)
        }
        (weight, common) = (1, Double(start))
        while common > Double(range.lowerBound), weight > Self.negligible {
            weight *= common * (n - a - b + common) / ((a - common + 1) * (b - common + 1))
            common -= 1
            weights += weight
            terms += weight * information(common)
        }
        return terms / weights
    }

    /// Of the largest probability: what is left beyond it does not reach the last digit.
    private static let negligible = 1e-25
}
