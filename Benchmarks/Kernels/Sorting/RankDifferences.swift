import Statistics

/// Merges two sorted samples for the Kolmogorov-Smirnov statistic.
struct RankDifferences: Kernel {
    static let name = "merge"
    private let pair: SamplePair?

    init(rows: Int) throws {
        pair = SamplePair(
            reference: try .bell(rows / 2, stream: 1), current: try .bell(rows / 2, center: 0.05, stream: 2))
    }

    func run() {
        _ = pair?.maximumRankDifference
    }
}
