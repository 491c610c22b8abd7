import TestSupport
import Testing

@testable import Statistics

struct RowSampleTests {
    private func sample(_ values: [Double?], capacity: Int = 64, batch: Int = .max) throws -> RowSample {
        var sample = RowSample(capacity: capacity)
        for start in stride(from: 0, to: values.count, by: min(batch, max(1, values.count))) {
            let end = min(values.count, start + min(batch, values.count))
            try sample.update(TestColumn.doubles(Array(values[start..<end])), at: start, count: end - start)
        }
        return sample
    }

    private static func values(_ count: Int, seed: UInt64, distinct: UInt64 = 3) -> [Double?] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let value = generator.next() % (distinct + 1)
            return value == 0 ? (generator.next() % 2 == 0 ? nil : .nan) : Double(value)
        }
    }

    @Test(arguments: [0, 1, 63, 64])
    func `up to the capacity every row is compared`(count: Int) throws {
        let (left, right) = (Self.values(count, seed: 1), Self.values(count, seed: 2))
        let (first, second) = (try sample(left), try sample(right))
        let rows = try #require(first.compared(with: second, mostDifferences: count))
        func isMissing(_ value: Double?) -> Bool { value?.isNaN ?? true }
        #expect(rows.count == count)
        #expect(rows.equalCount == zip(left, right).count { !isMissing($0) && $0 == $1 })
        #expect(rows.bothMissingCount == zip(left, right).count { isMissing($0) && isMissing($1) })
    }

    @Test(arguments: [1, 64, 65, 1000, 4097, 30_000])
    func `a sample that knows how many rows will come is the same`(count: Int) throws {
        let values = Self.values(count, seed: 5, distinct: 1_000_000)
        var expecting = RowSample(capacity: 64, expecting: count)
        try expecting.update(TestColumn.doubles(values), at: 0, count: count)
        #expect(try sample(values) == expecting)
    }

    @Test(arguments: [1, 64, 65, 1000, 4097, 30_000])
    func `any split into batches and any merge gives the same sample`(count: Int) throws {
        let values = Self.values(count, seed: 3, distinct: 1_000_000)
        let whole = try sample(values)
        #expect(whole.count <= 64)
        #expect(count < 64 ? whole.count == count : whole.count > 32)
        for batch in [1, 7, 64, 999] where count / batch < 5000 {
            #expect(try sample(values, batch: batch) == whole)
        }
        var generator = SplitMix64(seed: UInt64(count))
        for _ in 0..<10 {
            var cuts = [0, count] + (0..<3).map { _ in Int(generator.next() % UInt64(count)) }
            cuts.sort()
            var parts: [RowSample] = []
            for (start, end) in zip(cuts, cuts.dropFirst()) {
                var part = RowSample(capacity: 64)
                try part.update(TestColumn.doubles(Array(values[start..<end])), at: start, count: end - start)
                parts.append(part)
            }
            parts.shuffle(using: &generator)
            #expect(parts.reduce(into: RowSample(capacity: 64)) { $0.merge($1) } == whole)
        }
    }

    @Test func `a share is told to its standard error, periodic or not`() throws {
        let values = (0..<200_000).map { Double($0) }
        let whole = try sample(values, capacity: 4096)
        for period in [2, 20, 64, 1000] {
            let other = values.map { Int($0) % period == 0 ? -1 : $0 }
            let sample = try sample(other, capacity: 4096)
            let rows = try #require(whole.compared(with: sample, mostDifferences: 4096))
            let share = Double(rows.equalCount) / Double(rows.count)
            let expected = 1 - 1 / Double(period)
            let error = (expected * (1 - expected) / Double(rows.count)).squareRoot()
            #expect(abs(share - expected) < 4 * error, "\(period)")
        }
    }

    @Test func `a comparison is given up after enough differences`() throws {
        let (left, right) = (try sample([1, 2, 3, 4]), try sample([1, 0, 0, 4]))
        #expect(left.compared(with: right, mostDifferences: 1) == nil)
        #expect(left.compared(with: right, mostDifferences: 2)?.equalCount == 2)
        #expect(left.compared(with: try sample([1, 2, 3]), mostDifferences: 9) == nil)
    }

    @Test func `values are compared, not how they are stored`() throws {
        func sample(_ column: Column, rows: Int = 5) throws -> RowSample {
            var sample = RowSample(capacity: 256)
            try sample.update(column, at: 0, count: rows)
            return sample
        }
        let plain = try sample(TestColumn.texts(["a", nil, "b", "a", ""]))
        let dictionary = try sample(TestColumn.dictionary([1, nil, 0, 1, 2], of: ["b", "a", "", "c", "d", "e", "f"]))
        #expect(plain == dictionary)
        #expect(plain == (try sample(TestColumn.dictionary([1, 3, 0, 1, 2], of: ["b", "a", "", nil]))))
        #expect(try sample(TestColumn.nulls(5)).compared(with: plain, mostDifferences: 5)?.bothMissingCount == 1)
        let flags = try [TestColumn.booleans([true, false]), TestColumn.booleans([true, true])]
        #expect(try sample(flags[0], rows: 2) != sample(flags[1], rows: 2))
    }
}
