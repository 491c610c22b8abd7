import TestSupport
import Testing

@testable import Statistics

/// Values that do not fit in memory give what they give in memory.
struct SpillingTests {
    private static let shapes = ["normal", "few", "constant", "ascending", "heavy"]

    private func keys(_ shape: String, count: Int, seed: UInt64) -> [UInt64] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { row in
            switch shape {
            case "normal": OrderedKey.of((0..<6).reduce(0.0) { sum, _ in sum + Double(generator.next() % 1000) } / 7)
            case "few": generator.next() % 3
            case "constant": 42
            case "ascending": UInt64(row)
            // One value in three of four rows.
            default: generator.next() % 4 == 0 ? generator.next() : 1 << 60
            }
        }
    }

    @Test(arguments: shapes, [1, 10, 64, 1000, 5000])
    func `runs on disk end up as one sort has them`(shape: String, limit: Int) throws {
        for count in [0, 1, 999, 4000] {
            let given = keys(shape, count: count, seed: UInt64(limit))
            var spilling = SpillingKeys(spill: MemorySpill(keyLimit: limit))
            for start in stride(from: 0, to: count, by: 7) {
                for key in given[start..<min(start + 7, count)] { spilling.append(key) }
                try spilling.settle()
            }
            #expect(spilling.count == count)
            var copy = spilling
            #expect(try copy.takeDistinctCount() == Set(given).count)
            #expect(try spilling.takeSorted() == KeyArray(given.sorted()))
        }
    }

    @Test(arguments: shapes)
    func `no chunk of a merge exceeds the limit but by the share of a run`(shape: String) throws {
        let spill = MemorySpill(keyLimit: 100)
        var runs: [KeyArray] = []
        for seed in 0..<8 { runs.append(KeyArray(keys(shape, count: 500, seed: UInt64(seed)).sorted())) }
        let file = ChunkSizes()
        try RunMerge(runs, keyLimit: spill.keyLimit).write(to: file)
        #expect(file.total == 4000)
        // Chunks are sorted in memory; the values that equal a cut are written in blocks of one value.
        #expect(file.largestMixed <= 100)
    }

    @Test func `a full disk is an error that says so`() throws {
        var profile = NumericalProfile(spill: MemorySpill(keyLimit: 100, capacity: 250))
        let values = try TestColumn.integers((0..<200).map { Int64($0) })
        try profile.update(values)
        #expect(throws: ColumnError.spill("no space left on device")) { try profile.update(values) }
    }

    @Test(arguments: [3, 50, 400])
    func `profiles that spill merge to the sample of all rows`(limit: Int) throws {
        var generator = SplitMix64(seed: 3)
        let integers = (0..<1000).map { _ in Int64(truncatingIfNeeded: generator.next()) >> 20 }
        let reals = (0..<1000).map { _ in Double(generator.next() % 100_000) / 7 - 5000 }
        var expected = NumericalProfile()
        try expected.update(TestColumn.integers(integers))
        try expected.update(TestColumn.doubles(reals))
        // Integers that are in a file already become real as well.
        var first = NumericalProfile(spill: MemorySpill(keyLimit: limit))
        try first.update(TestColumn.integers(integers))
        var second = NumericalProfile(spill: MemorySpill(keyLimit: limit))
        try second.update(TestColumn.doubles(reals))
        try first.merge(second)
        let (ours, theirs) = (try SortedSample(first), try SortedSample(expected))
        #expect(ours.keys == theirs.keys)
        #expect(ours.facts == theirs.facts)
    }
}

/// A file that remembers how much was written at once, and of how many values.
private final class ChunkSizes: KeySink {
    private(set) var total = 0
    private(set) var largestMixed = 0

    func append(_ keys: Span<UInt64>) {
        total += keys.count
        if keys[0] != keys[keys.count - 1] { largestMixed = max(largestMixed, keys.count) }
    }
}
