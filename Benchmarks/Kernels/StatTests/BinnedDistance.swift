import Statistics

/// The Jensen-Shannon distance of two samples cut into intervals.
struct BinnedDistance: Kernel {
    static let name = "jensen_shannon"
    private let pair: ColumnPair?

    init(rows: Int) throws {
        pair = try .bell(rows / 2, rows / 2)
    }

    func run() {
        _ = pair.flatMap { JensenShannonDistance.outcome($0, settings: .evidently) }
    }
}
