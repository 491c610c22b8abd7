import Statistics

/// Merges two sorted samples into everything that tests want of both.
struct SortedMergeKernel: Kernel {
    static let name = "merge"
    private let reference: SortedSample
    private let current: SortedSample

    init(rows: Int) throws {
        reference = try .bell(rows / 2, stream: 1)
        current = try .bell(rows / 2, center: 0.05, stream: 2)
    }

    func run() {
        _ = SamplePair(reference: reference, current: current)
    }
}
