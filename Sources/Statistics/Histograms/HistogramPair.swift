/// The values of one numeric column in reference and current, of which on at least one side only buckets are left.
///
/// The values are cut into cells that hold whole buckets of both sides. The distribution functions are exact between
/// cells; within them sums and ends bound what the values can do. Everything that is computed from cells is exact or
/// comes with bounds that hold for any values in the buckets.
public struct HistogramPair: Sendable {
    public private(set) var reference: NumberSample
    public private(set) var current: NumberSample
    /// What the cells are made of; of a side whose values are kept, their histogram.
    private var histograms: (reference: KeyHistogram, current: KeyHistogram)
    /// In ascending order.
    private(set) var cells: [HistogramCell] = []
    /// What numbers are multiplied by, so that their differences are finite: 1, or ½ beyond the largest number.
    private(set) var scale = 1.0

    /// Pairs two samples; nil if one of them is empty.
    public init?(reference: NumberSample, current: NumberSample) {
        guard reference.count > 0, current.count > 0 else { return nil }
        let isMixed = reference.encoding != current.encoding
        self.reference = isMixed ? reference.asReal() : reference
        self.current = isMixed ? current.asReal() : current
        let limit = min(reference.bucketLimit ?? .max, current.bucketLimit ?? .max)
        histograms = (self.reference.histogram(limit: limit), self.current.histogram(limit: limit))
        findCells()
    }

    /// So few cells at a time that a look makes each of them several times narrower.
    var mostOpenCells: Int { min(histograms.reference.limit, histograms.current.limit) / 4 }

    /// The keys of some cells.
    func ranges(of cells: some Sequence<Int>) -> [ClosedRange<UInt64>] { cells.map { self.cells[$0].keys } }

    /// The ranges, each widened to the cells that it touches, ascending and apart.
    public func wholeCells(_ ranges: [ClosedRange<UInt64>]) -> [ClosedRange<UInt64>] {
        var touched: Set<Int> = []
        for range in ranges {
            var place = partition(cells) { $0.keys.upperBound < range.lowerBound }
            while place < cells.count, cells[place].keys.lowerBound <= range.upperBound {
                touched.insert(place)
                place += 1
            }
        }
        return self.ranges(of: touched.sorted())
    }

    /// Makes buckets of the reference narrower by what a closer look at whole cells has found; nil where all values are
    /// kept. To be followed by the same of the current data.
    ///
    /// - Returns: Whether the look saw as many values as there are.
    public mutating func refineReference(
        _ ranges: [ClosedRange<UInt64>], by look: consuming NumericalLook?
    ) -> Bool {
        Self.refine(&reference, &histograms.reference, ranges, by: look)
    }

    /// Makes buckets of the current data narrower, and with them the cells.
    ///
    /// - Returns: Whether the look saw as many values as there are.
    public mutating func refineCurrent(
        _ ranges: [ClosedRange<UInt64>], by look: consuming NumericalLook?
    ) -> Bool {
        defer { findCells() }
        return Self.refine(&current, &histograms.current, ranges, by: look)
    }

    private static func refine(
        _ sample: inout NumberSample, _ histogram: inout KeyHistogram, _ ranges: [ClosedRange<UInt64>],
        by look: consuming NumericalLook?
    ) -> Bool {
        let finer = look?.finished() ?? sample.buckets(in: ranges, limit: histogram.limit)
        return histogram.refine(ranges, by: finer) && sample.refine(ranges, by: finer)
    }

    private mutating func findCells() {
        let (left, right) = (histograms.reference, histograms.current)
        let ends = [left, right].flatMap { side in
            [side.buckets.first?.minimum, side.buckets.last?.maximum].compactMap { $0.map(side.value) }
        }
        scale = ((ends.max() ?? 0) - (ends.min() ?? 0)).isFinite ? 1 : 0.5
        cells = []
        cells.reserveCapacity(left.buckets.count + right.buckets.count)
        var (i, j, n, m) = (0, 0, 0, 0)
        while i < left.buckets.count || j < right.buckets.count {
            let (firstI, firstJ) = (i, j)
            let low = min(
                i < left.buckets.count ? left.buckets[i].minimum : .max,
                j < right.buckets.count ? right.buckets[j].minimum : .max)
            var high = low
            // Buckets that overlap, one after the other.
            while true {
                if i < left.buckets.count, left.buckets[i].minimum <= high {
                    high = max(high, left.buckets[i].maximum)
                    i += 1
                } else if j < right.buckets.count, right.buckets[j].minimum <= high {
                    high = max(high, right.buckets[j].maximum)
                    j += 1
                } else {
                    break
                }
            }
            let cell = HistogramCell(
                reference: side(left, firstI..<i, start: n, low: low),
                current: side(right, firstJ..<j, start: m, low: low), keys: low...high, low: left.value(low) * scale,
                high: left.value(high) * scale)
            (n, m) = (n + cell.reference.count, m + cell.current.count)
            cells.append(cell)
        }
    }

    private func side(
        _ histogram: KeyHistogram, _ places: Range<Int>, start: Int, low: UInt64
    ) -> HistogramCell.Side {
        let buckets = histogram.buckets[places]
        let count = buckets.reduce(0) { $0 + $1.count }
        var (lower, upper) = (0.0, 0.0)
        for bucket in buckets {
            let share = Double(bucket.count) / Double(count)
            let offset = histogram.value(bucket.minimum) * scale - histogram.value(low) * scale
            let mean = histogram.meanOffset(bucket, scale: scale)
            lower += share * (offset + mean.lower)
            upper += share * (offset + mean.upper)
        }
        return HistogramCell.Side(start: start, count: count, meanOffset: ScoreBounds(lower, upper))
    }
}

extension HistogramPair {
    /// Values of both sides together.
    var pooledCount: Int { reference.count + current.count }

    /// Number of distinct values in both together; nil where buckets hold several.
    public var distinctCount: Int? { cells.allSatisfy(\.isSingle) ? cells.count : nil }

    /// The counts of every value; nil where buckets hold several.
    var categories: CategoryPair? {
        guard histograms.reference.isLossless, histograms.current.isLossless else { return nil }
        return CategoryPair(
            alike: CategoryCounts(histograms.reference), CategoryCounts(histograms.current))
    }

    /// The cell that holds a place of the reference in ascending order.
    func cell(ofReferencePlace place: Int) -> Int {
        partition(cells) { $0.reference.start + $0.reference.count <= place }
    }

    /// The cell that holds a place of both sides together in ascending order.
    func cell(ofPooledPlace place: Int) -> Int {
        partition(cells) { $0.start + $0.count <= place }
    }

    /// The cell within which a number is; nil between two cells.
    func cell(around value: Double) -> Int? {
        let place = partition(cells) { $0.high < value * scale }
        return place < cells.count && cells[place].low <= value * scale ? place : nil
    }

    /// About the value at `index` of both sides together in ascending order: where it would be if the values of its cell
    /// were evenly spread.
    func representative(at index: Int) -> Double {
        let cell = cells[cell(ofPooledPlace: index)]
        let share = (Double(index - cell.start) + 0.5) / Double(cell.count)
        return (cell.low + cell.width * share) / scale
    }
}

/// The number of leading elements for which `isBefore` holds, by bisection.
private func partition<Element>(_ elements: [Element], _ isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
        let middle = (low + high) / 2
        if isBefore(elements[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
}

extension NumberSample {
    fileprivate var encoding: NumericalProfile.Encoding {
        switch self {
        case .sorted(let sample): sample.encoding
        case .bucketed(let sample): sample.histogram.encoding
        }
    }

    fileprivate var bucketLimit: Int? {
        guard case .bucketed(let sample) = self else { return nil }
        return sample.histogram.limit
    }

    fileprivate func asReal() -> NumberSample {
        switch self {
        case .sorted(let sample): return .sorted(sample.asReal())
        case .bucketed(var sample):
            sample.becomeReal()
            return .bucketed(sample)
        }
    }

    fileprivate func histogram(limit: Int) -> KeyHistogram {
        switch self {
        case .sorted(let sample): KeyHistogram(sample, limit: limit)
        case .bucketed(let sample): sample.histogram
        }
    }

    /// What a look would find; of a side that has no need of one.
    fileprivate func buckets(in ranges: [ClosedRange<UInt64>], limit: Int) -> [KeyBucket] {
        guard case .sorted(let sample) = self else { return [] }
        var histograms = RangeHistograms(ranges, limit: limit, encoding: encoding)
        histograms.add(sorted: sample.keys)
        return histograms.buckets
    }

    fileprivate mutating func refine(_ ranges: [ClosedRange<UInt64>], by finer: [KeyBucket]) -> Bool {
        guard case .bucketed(var sample) = self else { return true }
        guard sample.refine(ranges, by: finer) else { return false }
        self = .bucketed(sample)
        return true
    }
}

extension KeyHistogram {
    /// How far the mean of a bucket's numbers is above the smallest, all times a scale.
    fileprivate func meanOffset(_ bucket: KeyBucket, scale: Double) -> ScoreBounds {
        guard !bucket.isSingle else { return ScoreBounds(0) }
        let (low, high) = (real(bucket.minimum), real(bucket.maximum))
        let (count, width) = (Double(bucket.count), OrderedKey.real(high) * scale - OrderedKey.real(low) * scale)
        // Of one sign and exponent: numbers are as far apart as their keys.
        if low >> 52 == high >> 52 {
            let least = low.multipliedFullWidth(by: UInt64(bucket.count))
            let (rest, borrow) = bucket.sum.low.subtractingReportingOverflow(least.low)
            let steps = Double(bucket.sum.high &- least.high &- (borrow ? 1 : 0)) * 0x1p64 + Double(rest)
            return ScoreBounds(min(steps / count * (OrderedKey.real(low).ulp * scale), width))
        }
        // One number is at each end.
        return ScoreBounds(width / count, width / count * (count - 1))
    }
}
