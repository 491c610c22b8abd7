import Dataset
import Foundation
import Statistics
import Testing

/// Every type in every format, against the values that pyarrow 26.0.1 was given to write.
struct ColumnTypesTests {
    private static let files = [
        "types.parquet", "types_plain.parquet", "types.arrow", "types.arrows", "types_lz4.feather",
        "types_zstd.feather",
    ]

    @Test(arguments: files)
    func `every column holds what was written`(file: String) throws {
        let dataset = try FormatFixtures.location(file).opened()
        for (name, column) in try FormatFixtures.expected("types") {
            try compare(dataset, name, column, "\(file): \(name)")
        }
    }

    @Test(arguments: ["types.parquet", "types.arrow"], [1, 3, 7, 10, 1000])
    func `values do not depend on the size of the batches`(file: String, batchRows: Int) throws {
        let dataset = try FormatFixtures.location(file).opened()
        for (name, column) in try FormatFixtures.expected("types") where name.hasSuffix("_full") == (batchRows == 7) {
            try compare(dataset, name, column, batchRows: batchRows, "\(file): \(name) by \(batchRows)")
        }
    }

    /// Chunks of different columns end at different rows, so that batches are cut out of longer arrays.
    @Test(arguments: files)
    func `columns that are read together hold what was written`(file: String) throws {
        let dataset = try FormatFixtures.location(file).opened()
        let expected = try FormatFixtures.expected("types")
        let names = expected.keys.sorted()
        var profiles = names.map { ColumnProfile(kind: expected[$0]?.kind == "numerical" ? .numerical : .categorical) }
        let stream = try dataset.stream(names, batchRows: 9)
        #expect(stream.columns.map(\.name) == names)
        var rows = 0
        while let batch = try stream.next() {
            for place in names.indices { try profiles[place].update(batch.column(place)) }
            rows += batch.rowCount
        }
        #expect(rows == 24)
        for (name, profile) in zip(names, profiles) {
            try compare(profile, try #require(expected[name]), "\(file): \(name)")
        }
    }

    @Test(arguments: files)
    func `columns that no check can use say why, and the others can be read`(file: String) throws {
        let dataset = try FormatFixtures.location(file).opened()
        let columns = try dataset.columns()
        let reasons = Dictionary(
            uniqueKeysWithValues: columns.compactMap { column in
                column.type.unsupportedReason.map { (column.name, $0) }
            })
        var expected = [
            "nested": "a nested type (struct)", "struct": "a nested type (struct)",
            "list": "a nested type (list, map, union or run-end)", "map": "a nested type (list, map, union or run-end)",
            "binary": "binary data", "large_binary": "binary data", "fixed_binary": "binary data",
            "time32": "a time of day or a duration", "time64": "a time of day or a duration",
            "duration": "a time of day or a duration",
        ]
        // Without Arrow's own schema in the file a duration is stored as a bare integer.
        if file == "types_plain.parquet" { expected["duration"] = nil }
        #expect(reasons == expected)
        for name in reasons.keys {
            let batch = try #require(try dataset.stream([name]).next())
            #expect(throws: ColumnError.self) { try batch.column(0) }
        }
        let readable = try FormatFixtures.expected("types").keys
        #expect(readable.allSatisfy { name in columns.contains { $0.name == name } })
    }

    @Test(arguments: ["types.parquet", "types.arrow"])
    func `types are those that were written`(file: String) throws {
        let dataset = try FormatFixtures.location(file).opened()
        let expected: [String: ColumnType] = [
            "int8": .int8, "uint64": .uint64, "float16": .float16, "float32": .float32,
            "decimal32": .decimal(bitWidth: 32, scale: 2), "decimal256": .decimal(bitWidth: 256, scale: 2),
            "bool": .boolean, "dictionary_int16": .dictionary(index: .int16, values: .utf8), "date32": .date(.days),
            "timestamp_ns_utc": .timestamp(.nanoseconds, zone: "UTC"),
            "timestamp_zone": .timestamp(.microseconds, zone: "Europe/Berlin"), "null": .null,
        ]
        for (name, type) in expected {
            if file.hasSuffix("parquet"), name.hasPrefix("dictionary") { continue }
            #expect(try dataset.type(of: name) == type, "\(name)")
        }
    }

    private func compare(
        _ dataset: OpenDataset, _ name: String, _ column: FormatFixtures.Column, batchRows: Int = 131_072,
        _ comment: Comment
    ) throws {
        let kind: ColumnKind = column.kind == "numerical" ? .numerical : .categorical
        try compare(dataset.profile(name, kind: kind, batchRows: batchRows), column, comment)
    }

    private func compare(_ profile: ColumnProfile, _ column: FormatFixtures.Column, _ comment: Comment) throws {
        #expect(profile.missingCount == column.missing, comment)
        switch profile {
        case .categorical(var counts):
            #expect(counts.rowCount == column.rows, comment)
            let found = try counts.sort().entries.map { [UInt8]($0.category.label.utf8) + [0, UInt8($0.count)] }
            let written = (column.categories ?? []).map { [UInt8]($0.label.utf8) + [0, UInt8($0.count)] }
            #expect(Set(found) == Set(written), comment)
        case .numerical(let numbers):
            let sample = try SortedSample(numbers)
            #expect(numbers.rowCount == column.rows, comment)
            #expect(numbers.infiniteCount == column.infinite, comment)
            #expect(sample.count == column.count, comment)
            #expect(sample.distinctCount == column.distinct, comment)
            #expect(isClose(sample.minimum, column.minimum), comment)
            #expect(isClose(sample.maximum, column.maximum), comment)
            if column.mean != nil { #expect(isClose(sample.mean, column.mean, scale: column.maximum ?? 1), comment) }
        case .text: Issue.record(comment)
        }
    }

    /// Equal to one unit in the last place of the largest value.
    private func isClose(_ ours: Double?, _ theirs: Double?, scale: Double = 0) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        return abs(ours - theirs) <= 4e-16 * max(abs(theirs), scale)
    }
}
