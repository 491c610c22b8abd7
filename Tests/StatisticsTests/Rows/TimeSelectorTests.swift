import Testing
import TestSupport

@testable import Statistics

/// What selects by times is held against lists that are sorted and filtered.
struct TimeSelectorTests {
    /// Few different times, so that many are equal and some lie on the ends of ranges.
    private func times(_ random: inout SplitMix64) -> [Int64?] {
        (0..<Int.random(in: 0...300, using: &random)).map { _ in
            Int.random(in: 0..<20, using: &random) == 0 ? nil : Int64.random(in: -20...20, using: &random)
        }
    }

    private func columns(_ times: [Int64?], _ random: inout SplitMix64) throws -> [Column] {
        var columns: [Column] = []
        var rest = times[...]
        while !rest.isEmpty {
            let part = rest.prefix(Int.random(in: 1...64, using: &random))
            columns.append(try TestColumn.primitive(Array(part), .timestamp(.nanoseconds, zone: ""), zero: 99))
            rest = rest.dropFirst(part.count)
        }
        return columns
    }

    private func selected(_ rows: RowSelection) -> [Int] { (0..<rows.rowCount).filter { rows[$0] } }

    @Test(arguments: 0..<40)
    func `rows of a range are selected and the others counted`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let times = times(&random)
        let range = TimeRange(
            start: .random(in: -25...25, using: &random), end: .random(in: -25...25, using: &random))
        var selector = TimeSelector(range, now: 10)
        for column in try columns(times, &random) { try selector.update(column) }
        let expected = times.indices.filter { times[$0].map { $0 >= range.start && $0 < range.end } ?? false }
        #expect(selected(selector.rows) == expected)
        #expect(selector.counts.missing == times.count { $0 == nil })
        #expect(selector.counts.future == times.count { $0 ?? .min >= 10 })
        let inside = expected.compactMap { times[$0] }
        #expect(selector.counts.selected?.lowerBound == inside.min())
        #expect(selector.counts.selected?.upperBound == inside.max())
        let known = times.compactMap { $0 }.filter { $0 < 10 }
        #expect(selector.counts.known?.lowerBound == known.min())
        #expect(selector.counts.known?.upperBound == known.max())
    }

    @Test(arguments: 0..<40)
    func `the newest rows are found, of equal ones the first`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let times = times(&random)
        let wanted = Int.random(in: 1...120, using: &random)
        let columns = try columns(times, &random)
        var newest = NewestRows(wanted, before: 10)
        for column in columns { try newest.update(column) }
        let cut = newest.cut()
        let old = times.indices.filter { (times[$0] ?? 10) < 10 }
        let expected = old.sorted { (-(times[$0] ?? 0), $0) < (-(times[$1] ?? 0), $1) }.prefix(wanted).sorted()
        #expect((cut == nil) == old.isEmpty)
        guard let cut else { return }
        var selector = TimeSelector(TimeRange(start: cut.start, end: 10), now: 10, startRows: cut.startRows)
        for column in columns { try selector.update(column) }
        #expect(selected(selector.rows) == expected)
    }
}
