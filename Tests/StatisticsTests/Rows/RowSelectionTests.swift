import Testing
import TestSupport

@testable import Statistics

struct RowSelectionTests {
    @Test(arguments: 0..<20)
    func `it tells what a list of truth values tells`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let share = Double.random(in: 0...1, using: &random)
        let rows = (0..<Int.random(in: 1...500, using: &random)).map { _ in
            Double.random(in: 0..<1, using: &random) < share
        }
        var selection = RowSelection()
        for row in rows { selection.append(row) }
        #expect(selection.rowCount == rows.count)
        #expect(selection.count == rows.count { $0 })
        for _ in 0..<50 {
            let start = Int.random(in: 0...rows.count, using: &random)
            let part = start..<Int.random(in: start...rows.count, using: &random)
            let expected = part.filter { rows[$0] }.map { Int32($0 - part.lowerBound) }
            #expect(selection.places(in: part) == expected)
            let coverage: RowSelection.Coverage = expected.isEmpty ? .none : expected.count == part.count ? .all : .some
            #expect(selection.coverage(of: part) == coverage)
        }
    }

    @Test func `one row more or less is another selection`() {
        var digests: Set<UInt64> = []
        for place in 0..<130 {
            var selection = RowSelection()
            for row in 0..<130 { selection.append(row != place) }
            digests.insert(selection.digest)
        }
        #expect(digests.count == 130)
    }
}
