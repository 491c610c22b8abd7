import Testing

@testable import Statistics

struct ColumnNumbersTests {
    private func numbers(_ column: Column) throws -> [Double?] {
        var result = [1.0, 2, 3]
        try column.decodeNumbers(into: &result)
        return result.map { $0.isNaN ? nil : $0 }
    }

    @Test(arguments: [0, 1, 7, 64])
    func `numbers of every width are read, wherever they begin`(offset: Int) throws {
        let values: [Int8?] = [3, nil, -128, 127]
        let expected: [Double?] = [3, nil, -128, 127]
        #expect(try numbers(TestColumn.primitive(values, .int8, zero: 0, offset: offset)) == expected)
        #expect(try numbers(TestColumn.doubles(expected, offset: offset)) == expected)
        let floats: [Float?] = [0.5, nil, .infinity, .nan]
        #expect(
            try numbers(TestColumn.primitive(floats, .float32, zero: 0, offset: offset)) == [0.5, nil, .infinity, nil])
    }

    @Test func `the largest integers are rounded`() throws {
        #expect(try numbers(TestColumn.integers([.min, .max])) == [-0x1p63, 0x1p63])
        #expect(try numbers(TestColumn.primitive([UInt64.max], .uint64, zero: 0)) == [0x1p64])
    }

    @Test func `what else can be a number is one`() throws {
        #expect(try numbers(TestColumn.booleans([true, nil, false])) == [1, nil, 0])
        #expect(try numbers(TestColumn.nulls(2)) == [nil, nil])
        #expect(
            try numbers(TestColumn.primitive([Int64?.some(1500), nil], .timestamp(.milliseconds, zone: ""), zero: 0))
                == [1.5, nil])
        #expect(try numbers(TestColumn.doubles([])) == [])
    }

    @Test func `text is no number`() throws {
        #expect(throws: ColumnError.unsupported("text")) { try numbers(TestColumn.texts(["1"])) }
        #expect(throws: ColumnError.self) { try numbers(TestColumn.dictionary([0], of: ["1"])) }
    }
}
