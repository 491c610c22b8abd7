@testable import Statistics

/// The same numbers twice: kept, and counted in few buckets, which can be looked at more closely.
struct BucketedColumns {
    /// The column of each side, in batches of this many rows.
    private static let batch = 97

    let limits: BucketLimits
    private let columns: (reference: [Column], current: [Column])
    let kept: SamplePair
    private(set) var histograms: HistogramPair

    /// nil if neither side has so many numbers that they are counted, or one has none.
    init?(_ reference: [Double], _ current: [Double], limits: BucketLimits) throws {
        try self.init(Self.batches(reference), Self.batches(current), limits)
    }

    init?(integers reference: [Int64], _ current: [Int64], limits: BucketLimits) throws {
        try self.init(Self.batches(reference), Self.batches(current), limits)
    }

    /// Whole numbers in the reference, others in the current data.
    init?(integers reference: [Int64], reals current: [Double], limits: BucketLimits) throws {
        try self.init(Self.batches(reference), Self.batches(current), limits)
    }

    private init?(_ reference: [Column], _ current: [Column], _ limits: BucketLimits) throws {
        func profile(_ columns: [Column], _ empty: NumericalProfile) throws -> NumericalProfile {
            var profile = empty
            for column in columns { try profile.update(column) }
            return profile
        }
        columns = (reference, current)
        self.limits = limits
        let sides = try [reference, current].map { try SortedSample(try profile($0, NumericalProfile())) }
        let samples = try [reference, current].map {
            try NumberSample(try profile($0, NumericalProfile(limits: limits)))
        }
        guard let kept = SamplePair(reference: sides[0], current: sides[1]),
            let histograms = HistogramPair(reference: samples[0], current: samples[1]),
            samples.contains(where: \.isBucketed)
        else { return nil }
        (self.kept, self.histograms) = (kept, histograms)
    }

    private static func batches(_ values: [Double]) throws -> [Column] {
        try stride(from: 0, to: values.count, by: batch).map {
            try TestColumn.doubles(Array(values[$0..<min($0 + batch, values.count)]))
        }
    }

    private static func batches(_ values: [Int64]) throws -> [Column] {
        try stride(from: 0, to: values.count, by: batch).map {
            try TestColumn.integers(Array(values[$0..<min($0 + batch, values.count)]))
        }
    }

    /// Looks again at what a test leaves open; says how often, at most `limit` times.
    mutating func narrow(for test: any StatTest.Type, settings: StatTestSettings, limit: Int = 20) throws -> Int {
        try narrow(limit: limit) { test.openRanges($0, settings: settings) }
    }

    mutating func narrow(limit: Int = 20, _ open: (HistogramPair) -> [ClosedRange<UInt64>]) throws -> Int {
        for count in 0..<limit {
            let ranges = histograms.wholeCells(open(histograms))
            if ranges.isEmpty { return count }
            guard histograms.refineReference(ranges, by: try look(histograms.reference, ranges, columns.reference)),
                histograms.refineCurrent(ranges, by: try look(histograms.current, ranges, columns.current))
            else { throw ColumnError.unsupported("changed") }
        }
        return limit
    }

    private func look(
        _ sample: NumberSample, _ ranges: [ClosedRange<UInt64>], _ columns: [Column]
    ) throws -> NumericalLook? {
        guard var look = sample.look(at: ranges, limits: limits) else { return nil }
        for column in columns { try look.update(column) }
        return look
    }
}
