import RealModule

extension ContingencyTable {
    /// −Σ p·ln p of the labels, in nats.
    var labelEntropy: Double { Self.entropy(labelCounts, total) }
    /// −Σ p·ln p of the clusters, in nats.
    var clusterEntropy: Double { Self.entropy(clusterCounts, total) }

    /// Σ p·ln(p / (pᵢ·pⱼ)) of labels and clusters, in nats.
    var mutualInformation: Double {
        var sum = ExactSum()
        let total = Double(total)
        for cell in cells {
            let count = Double(cell.count)
            let expected = Double(labelCounts[cell.label]) / total * Double(clusterCounts[cell.cluster])
            sum.add(count / total * .log(count / expected))
        }
        return max(0, sum.value)
    }

    private static func entropy(_ counts: [Int], _ total: Int) -> Double {
        guard counts.count > 1 else { return 0 }
        var sum = ExactSum()
        for count in counts {
            let share = Double(count) / Double(total)
            sum.add(-share * .log(share))
        }
        return sum.value
    }
}
