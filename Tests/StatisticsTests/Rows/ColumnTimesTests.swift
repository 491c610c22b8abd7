import Testing

@testable import Statistics

struct ColumnTimesTests {
    private func times(_ column: Column) throws -> [Int64?] {
        var result: [Int64] = [7]
        try column.decodeTimes(into: &result)
        return result.map { $0 == Column.noTime ? nil : $0 }
    }

    private static let second: Int64 = 1_000_000_000

    @Test func `times of every unit are nanoseconds`() throws {
        let values: [Int64?] = [3, nil, -2]
        for (unit, tick) in [
            (ColumnType.TimeUnit.seconds, Self.second), (.milliseconds, 1_000_000), (.microseconds, 1000),
            (.nanoseconds, 1),
        ] {
            let column = try TestColumn.primitive(values, .timestamp(unit, zone: "Europe/Berlin"), zero: 0)
            #expect(try times(column) == [3 * tick, nil, -2 * tick])
        }
        let days = try TestColumn.primitive([Int32?.some(1), nil], .date(.days), zero: 0)
        #expect(try times(days) == [86_400 * Self.second, nil])
    }

    @Test func `plain numbers are seconds`() throws {
        #expect(try times(TestColumn.integers([5, nil, .min])) == [5 * Self.second, nil, nil])
        #expect(try times(TestColumn.primitive([UInt32.max], .uint32, zero: 0)) == [Int64(UInt32.max) * Self.second])
        #expect(try times(TestColumn.doubles([1.5, .nan, nil])) == [Self.second * 3 / 2, nil, nil])
    }

    @Test func `what lies beyond the years of nanoseconds is their first or last moment`() throws {
        let far = try TestColumn.primitive([Int64.max, .min + 1], .timestamp(.microseconds, zone: ""), zero: 0)
        #expect(try times(far) == [.max, .min + 1])
        #expect(try times(TestColumn.doubles([1e300, -1e300, .infinity])) == [.max, .min + 1, .max])
    }

    @Test(arguments: [
        ("1970-01-02", 86_400.0), ("1970-01-01T00:00:01Z", 1), ("1970-01-01 00:01", 60),
        ("1970-01-01T00:00:00.25", 0.25),
        ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T22:00:00-02:00", 0), ("1970-01-01T01:00:00+01", 0),
        ("1970-01-01T00:00:00.123456789012Z", 0.123456789), ("2000-02-29T00:00:00", 951_782_400),
    ])
    func `text is read as ISO 8601`(text: String, seconds: Double) throws {
        let time = try #require(try times(TestColumn.texts([text])).first ?? nil)
        #expect(abs(Double(time) / 1e9 - seconds) < 1e-9)
    }

    @Test(arguments: [
        "", "yesterday", "1970-13-01", "1970-01-32", "1970-1-1", "1970-01-01T24:00", "1970-01-01T00:00:00 UTC",
        "1970-01-01T00:00:00+", "1970-01-01Z", "9999-12-31T00:00:00Z", "12:00:00",
    ])
    func `other text is no time`(text: String) throws {
        #expect(try times(TestColumn.texts([text])) == [nil])
    }

    @Test func `texts that repeat are read once`() throws {
        let column = try TestColumn.dictionary([1, nil, 0], of: ["1970-01-01", "1970-01-02"])
        #expect(try times(column) == [86_400 * Self.second, nil, 0])
    }

    @Test func `what cannot be times says so`() throws {
        #expect(throws: ColumnError.self) { try times(TestColumn.booleans([true])) }
        #expect(throws: ColumnError.self) { try times(TestColumn.primitive([Int8(1)], .int8, zero: 0)) }
    }
}
