import Statistics
import Testing

@testable import Checks

struct RowWindowTests {
    private static let hour: Int64 = 3_600_000_000_000
    /// Friday, 2026-11-20, 12:34 UTC.
    private static let now: Int64 = 1_795_178_040_000_000_000

    @Test func `a window slides`() {
        let window = RowWindow(.time(24 * Self.hour))
        #expect(window.range(at: Self.now) == TimeRange(start: Self.now - 24 * Self.hour, end: Self.now))
        #expect(window.position(at: Self.now) != window.position(at: Self.now + 1))
    }

    @Test func `an offset shifts it`() {
        let window = RowWindow(.time(2 * Self.hour), offset: Self.hour)
        #expect(window.range(at: Self.now) == TimeRange(start: Self.now - 3 * Self.hour, end: Self.now - Self.hour))
    }

    @Test func `an aligned window ends at a whole hour, a midnight, a Monday`() {
        let minutes: Int64 = 34 * 60_000_000_000
        let noon = Self.now - minutes
        for (step, end) in [(1, noon), (24, noon - 12 * Self.hour), (24 * 7, noon - (12 + 4 * 24) * Self.hour)] {
            let window = RowWindow(.time(48 * Self.hour), alignment: Int64(step) * Self.hour)
            #expect(window.range(at: Self.now) == TimeRange(start: end - 48 * Self.hour, end: end))
            #expect(window.position(at: end) == window.position(at: Self.now))
            #expect(window.position(at: end - 1) != window.position(at: Self.now))
        }
        // Before 1970 as well.
        #expect(RowWindow(.time(1), alignment: 10).range(at: -1).end == -10)
        #expect(RowWindow(.time(1), alignment: 10).range(at: -10).end == -10)
    }

    @Test func `a window by rows takes any time, and moves with the data alone`() {
        let window = RowWindow(.rows(10))
        #expect(window.range(at: Self.now).contains(0))
        #expect(!window.range(at: Self.now).contains(Self.now))
        #expect(window.position(at: Self.now) == window.position(at: Self.now + Self.hour))
        let shifted = RowWindow(.rows(10), offset: 1)
        #expect(shifted.position(at: Self.now) != shifted.position(at: Self.now + Self.hour))
    }

    @Test(arguments: [
        (0...100, true), (0...90, true), (0...89, false), (10...100, true), (11...100, false), (-50...95, true),
        (200...300, false),
    ])
    func `a window by time is complete if rows reach both of its ends`(known: ClosedRange<Int64>, isComplete: Bool) {
        let window = RowWindow(.time(100))
        let range = TimeRange(start: 0, end: 100)
        #expect(window.isComplete(range, known: known, count: 1) == isComplete)
        #expect(!window.isComplete(range, known: nil, count: 0))
        let lenient = RowWindow(.time(100), maximumGap: 500)
        #expect(lenient.isComplete(range, known: known, count: 1))
    }

    @Test func `a window by rows is complete if it has all of them, and new ones where that is asked for`() {
        let window = RowWindow(.rows(10))
        let range = window.range(at: 100)
        #expect(window.isComplete(range, known: 0...5, count: 10))
        #expect(!window.isComplete(range, known: 0...99, count: 9))
        #expect(!RowWindow(.rows(10), maximumGap: 20).isComplete(range, known: 0...5, count: 10))
        #expect(RowWindow(.rows(10), maximumGap: 20).isComplete(range, known: 0...80, count: 10))
    }
}
