import Statistics

/// The Wasserstein distance of two sorted samples, one of them a little smaller: the usual case.
struct QuantileDifferences: Kernel {
    static let name = "quantile_difference"
    private let pair: SamplePair?

    init(rows: Int) throws {
        pair = SamplePair(
            reference: try .bell(rows / 2, stream: 1),
            current: try .bell(rows / 2 - rows / 50, center: 0.05, stream: 2))
    }

    func run() {
        _ = pair?.wassersteinDistance
    }
}
