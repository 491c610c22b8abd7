import Statistics

/// Sorts the values of a profile and passes over them for what a sorted sample knows.
struct SampleSort: Kernel {
    static let name = "sample_sort"
    private var profile: NumericalProfile

    init(rows: Int) throws {
        profile = NumericalProfile(expecting: rows)
        try profile.update(ArrowColumn.numbers(Numbers.bell(rows, stream: 1)))
    }

    /// Sorts a copy.
    func run() throws {
        _ = try SortedSample(profile)
    }
}
