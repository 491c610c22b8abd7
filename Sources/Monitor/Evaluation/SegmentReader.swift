import Checks
import Dataset
import Statistics
import Transfers

/// Looks at a column of both data sets to tell their rows apart, before anything else is read.
struct SegmentReader {
    let settings: SegmentSettings
    let datasets: BothSides<DatasetView>
    /// How many segments get series.
    let limit: Int
    let cancellation: Cancellation

    /// Why rows could not be told apart.
    enum Failure: Error {
        /// The data could not be read.
        case data(EvaluationError)
        /// The column has no segments; the text says why.
        case column(String)
    }

    /// For each segment that is shown so many are evaluated, those with the most rows: only then it is known which of them
    /// do the most harm.
    private static let candidatesPerSegment = 4
    /// Rows without a value are a group, those of all values that are not evaluated another one.
    private static let otherGroups = 2

    func read() throws(Failure) -> Segmentation {
        var found = BothSides(reference: SegmentCounts(settings), current: SegmentCounts(settings))
        for side in DatasetSide.allCases {
            try forEachBatch(side) { column throws(ColumnError) in try found[side].update(column) }
        }
        let values = candidates(found.map(\.rowsByLabel))
        let groups = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, UInt8($0)) })
        var rows = BothSides(
            reference: RowGroups(groupCount: values.count + Self.otherGroups),
            current: RowGroups(groupCount: values.count + Self.otherGroups))
        for side in DatasetSide.allCases {
            // The labels of all codes, since every row has been seen.
            let table = found[side].labels.map { groups[$0] ?? UInt8(values.count + 1) }
            try forEachBatch(side) { column throws(ColumnError) in
                for code in try found[side].codes(of: column) {
                    rows[side].append(code < 0 ? UInt8(values.count) : table[Int(code)])
                }
            }
        }
        let labels = DatasetSide.allCases.flatMap { found[$0].rowsByLabel.keys }
        return Segmentation(
            settings: settings, groups: makeGroups(values, rows.map(\.counts)), rows: rows,
            segmentCount: Set(labels).count)
    }

    /// The values with the most rows in both data sets, of equal ones the first by their bytes.
    private func candidates(_ rows: BothSides<[String: Int]>) -> [String] {
        let total = rows.reference.merging(rows.current, uniquingKeysWith: +)
        let most = min(Self.candidatesPerSegment * limit, RowGroups.mostGroups - Self.otherGroups)
        return total.sorted { left, right in
            left.value != right.value
                ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
        .prefix(most).map(\.key)
    }

    private func makeGroups(_ values: [String], _ counts: BothSides<[Int]>) -> [Segmentation.Group] {
        let segments = values.map { Segment.Group.value($0) } + [.missing]
        return segments.enumerated().map { place, group in
            let isEnough = DatasetSide.allCases.allSatisfy { counts[$0][place] >= settings.minimumRows }
            return Segmentation.Group(
                segment: Segment(column: settings.column, group: group), fold: isEnough ? ColumnFold() : nil)
        } + [Segmentation.Group(segment: nil, fold: nil)]
    }

    private func forEachBatch(
        _ side: DatasetSide, _ body: (Column) throws(ColumnError) -> Void
    ) throws(Failure) {
        do {
            guard try datasets[side].dataset.columns().contains(where: { $0.name == settings.column }) else {
                throw Failure.column("the \(side.rawValue) data lack the column")
            }
            let stream = try datasets[side].stream([settings.column])
            while let batch = try stream.next() {
                if cancellation.isCancelled { throw DatasetError.cancelled }
                try body(batch.column(0))
            }
        } catch let error as DatasetError {
            throw .data(EvaluationError(side: side, cause: error))
        } catch let error as ColumnError {
            throw .column("\(side.rawValue): \(error)")
        } catch let error as Failure {
            throw error
        } catch {
            preconditionFailure("no other error is thrown: \(error)")
        }
    }
}

/// How many rows of one data set have which value.
private struct SegmentCounts {
    private var encoder: SegmentEncoder
    private var codes: [Int32] = []
    /// By code.
    private var counts: [Int] = []

    init(_ settings: SegmentSettings) {
        encoder = SegmentEncoder(bounds: settings.bins)
    }

    /// Counts rows.
    mutating func update(_ column: Column) throws(ColumnError) {
        try encoder.encode(column, into: &codes)
        counts.append(contentsOf: repeatElement(0, count: encoder.count - counts.count))
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
    }

    /// The codes of rows that were counted.
    mutating func codes(of column: Column) throws(ColumnError) -> [Int32] {
        try encoder.encode(column, into: &codes)
        return codes
    }

    /// By code.
    var labels: [String] { counts.indices.map { encoder.label(Int32($0)) } }

    /// Without intervals that no row lies in. Values that are shown alike, since their bytes are no text, are one.
    var rowsByLabel: [String: Int] {
        Dictionary(zip(labels, counts).filter { $1 > 0 }, uniquingKeysWith: +)
    }
}
