import Testing
import TestSupport

@testable import Statistics

struct RowGroupsTests {
    @Test(arguments: 0..<20)
    func `rows are arranged by group, in order within each`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let rows = (0..<Int.random(in: 1...300, using: &random)).map { _ in UInt8.random(in: 0..<5, using: &random) }
        var groups = RowGroups(groupCount: 5)
        for group in rows { groups.append(group) }
        #expect(groups.counts == (0..<5).map { group in rows.count { $0 == group } })
        let start = Int.random(in: 0..<rows.count, using: &random)
        let part = start..<Int.random(in: start...rows.count, using: &random)
        let arrangement = groups.arrangement(of: part)
        let expected = (0..<5).map { group in part.filter { rows[$0] == group }.map { Int32($0 - start) } }
        #expect(arrangement.places == expected.flatMap { $0 })
        for (group, range) in arrangement.groups { #expect(Array(arrangement.places[range]) == expected[group]) }
        #expect(arrangement.groups.map(\.group) == (0..<5).filter { !expected[$0].isEmpty })
    }

    @Test func `a bound belongs to the interval above it`() throws {
        var encoder = SegmentEncoder(bounds: [18, 30.5])
        var codes: [Int32] = []
        try encoder.encode(TestColumn.doubles([17.9, 18, 30.4, 30.5, nil, .nan, .infinity, -.infinity]), into: &codes)
        #expect(codes == [0, 1, 1, 2, -1, -1, 2, 0])
        #expect((0..<3).map { encoder.label($0) } == ["(-inf, 18)", "[18, 30.5)", "[30.5, +inf)"])
        #expect(throws: ColumnError.self) { try encoder.encode(TestColumn.texts(["a"]), into: &codes) }
    }

    @Test func `values have codes in the order in which they come`() throws {
        var encoder = SegmentEncoder()
        var codes: [Int32] = []
        try encoder.encode(TestColumn.texts(["b", nil, "a", "b"]), into: &codes)
        #expect(codes == [0, -1, 1, 0])
        try encoder.encode(TestColumn.dictionary([1, 0], of: ["c", "a"]), into: &codes)
        #expect(codes == [1, 2])
        #expect((0..<3).map { encoder.label($0) } == ["b", "a", "c"])
    }
}
