@testable import Statistics

extension SortedSample {
    /// The sample of numbers in any order.
    init(_ values: [Double]) throws {
        var profile = NumericalProfile()
        try profile.update(TestColumn.doubles(values))
        try self.init(profile)
    }

    /// The sample of whole numbers in any order.
    init(integers values: [Int64]) throws {
        var profile = NumericalProfile()
        try profile.update(TestColumn.integers(values))
        try self.init(profile)
    }

    /// Everything that can be read from it, for comparisons.
    var facts: [Double?] {
        [
            Double(count), Double(distinctCount), mean, populationStandardDeviation, standardDeviation, minimum,
            maximum,
            quantile(0), quantile(0.25), quantile(0.5), quantile(0.75), quantile(1),
        ]
    }
}

extension ColumnPair {
    /// A numerical column.
    init?(_ reference: [Double], _ current: [Double]) throws {
        let pair = SamplePair(reference: try SortedSample(reference), current: try SortedSample(current))
        guard let pair else { return nil }
        self = .numerical(pair)
    }

    /// A categorical column.
    init(_ reference: [String: Int], _ current: [String: Int]) {
        func counts(_ labels: [String: Int]) -> CategoryCounts {
            CategoryCounts(labels.map { (Category($0.key), $0.value) })
        }
        self = .categorical(CategoryPair(alike: counts(reference), counts(current)))
    }

    /// A text column; nil where a side has none.
    init?(texts reference: [String], _ current: [String]) throws {
        var profiles = [TextProfile(), TextProfile()]
        try profiles[0].update(TestColumn.texts(reference))
        try profiles[1].update(TestColumn.texts(current))
        guard let pair = TextPair(reference: profiles[0], current: profiles[1]) else { return nil }
        self = .text(pair)
    }
}
