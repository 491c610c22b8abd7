import Dataset
import Foundation
import Statistics
import Testing
import TestSupport

/// Formats and places other than the types of their columns.
struct FileFormatsTests {
    @Test(arguments: ["dictionaries.parquet", "dictionaries.arrows"], [1, 3, 131_072])
    func `categories are the same whatever dictionary a batch brings`(file: String, batchRows: Int) throws {
        let dataset = try FormatFixtures.location(file).opened()
        guard case .categorical(var profile) = try dataset.profile("genre", kind: .categorical, batchRows: batchRows)
        else {
            Issue.record("not categorical")
            return
        }
        // Entries that no row uses are no categories.
        #expect(try profile.sort().entries.map(\.category.label) == ["a", "b", "c", "d", "e", "x"])
        #expect(try profile.sort().entries.map(\.count) == [3, 1, 2, 1, 2, 2])
        #expect(profile.missingCount == 5)
    }

    @Test func `batches that were cut out of longer ones keep their rows`() throws {
        let dataset = try FormatFixtures.location("slices.arrow").opened()
        let expected = try FormatFixtures.expected("slices")
        for (name, column) in expected {
            let kind: ColumnKind = column.kind == "numerical" ? .numerical : .categorical
            let profile = try dataset.profile(name, kind: kind)
            #expect(profile.missingCount == column.missing, "\(name)")
            if case .categorical(var counts) = profile {
                let found = try counts.sort().entries.map {
                    FormatFixtures.Column.Entry(label: $0.category.label, count: $0.count)
                }
                #expect(Set(found) == Set(column.categories ?? []), "\(name)")
            }
        }
        #expect(
            try dataset.numbers("number").reduce(0, +)
                == (expected["number"]?.mean).map { ($0 * Double(expected["number"]?.count ?? 0)).rounded() })
    }

    @Test func `quotes, line ends within quotes and spellings of a missing value are understood`() throws {
        let dataset = try FormatFixtures.location("quoted.csv").opened()
        #expect(try dataset.columns().map(\.name) == ["name", "score", #"a "column", quoted"#, "flag", "day"])
        #expect(
            try dataset.labels("name") == [
                "Blues, slow": 1, #"say "hi""#: 1, "two\nlines": 1, "plain": 1, "(missing)": 1,
            ])
        #expect(try dataset.numbers("score") == [-3, 1.5])
        #expect(try dataset.profile("score", kind: .numerical).missingCount == 3)
        #expect(try dataset.labels(#"a "column", quoted"#) == ["x": 1, "(missing)": 4])
        #expect(try dataset.type(of: "flag") == .boolean)
        #expect(try dataset.labels("flag") == ["true": 2, "false": 2, "(missing)": 1])
        #expect(try dataset.type(of: "day") == .date(.days))
    }

    /// The 19 spellings that pandas reads as missing.
    @Test(
        arguments: [
            "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A",
            "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
        ])
    func `a spelling of a missing value is missing among numbers and among words`(spelling: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("number,word\n1.5,rock\n\(spelling),\(spelling)\n-2,blues\n", to: "x.csv")
        let dataset = try DatasetLocation(path: path).opened()
        #expect(try dataset.numbers("number") == [-2, 1.5])
        #expect(try dataset.labels("word") == ["rock": 1, "blues": 1, "(missing)": 1])
    }

    /// Types are inferred from the first megabyte.
    @Test func `a CSV column may turn from whole numbers to fractions to words`() throws {
        let folder = try TemporaryFolder()
        let row = "\(String(repeating: "x", count: 80)),1,2,true\n"
        let many = String(repeating: row, count: 15_000)
        let text = "padding,fraction,word,flag\n" + many + "y,0.5,three,true\n" + many + "z,-1,4.5,maybe\n"
        let dataset = try DatasetLocation(path: folder.write(text, to: "x.csv")).opened()
        #expect(try dataset.type(of: "fraction") == .int64)
        let fractions = try dataset.numbers("fraction")
        #expect(fractions.count == 30_002)
        #expect(Array(fractions.prefix(3)) == [-1, 0.5, 1])
        #expect(try dataset.type(of: "fraction") == .float64)
        #expect(try dataset.labels("word") == ["2": 30_000, "three": 1, "4.5": 1])
        #expect(try dataset.labels("flag") == ["true": 30_001, "maybe": 1])
    }

    @Test func `a column of a CSV without a value may get numbers later`() throws {
        let folder = try TemporaryFolder()
        let row = "\(String(repeating: "x", count: 80)),\n"
        let text = "padding,late\n" + String(repeating: row, count: 15_000) + "y,2\nz,2.5\n"
        let dataset = try DatasetLocation(path: folder.write(text, to: "x.csv")).opened()
        #expect(try dataset.type(of: "late") == .null)
        #expect(try dataset.numbers("late") == [2, 2.5])
    }

    /// The rows before and after an addition are read with one schema.
    @Test func `widening one CSV column leaves the others as they are`() throws {
        let folder = try TemporaryFolder()
        let many = String(repeating: "\(String(repeating: "x", count: 80)),1,2\n", count: 15_000)
        let dataset = try DatasetLocation(path: folder.write("padding,a,b\n" + many + "y,1,2.5\n", to: "x.csv"))
            .opened()
        #expect(try dataset.numbers("b").count == 15_001)
        #expect(try dataset.type(of: "a") == .int64)
        #expect(try dataset.type(of: "b") == .float64)
    }

    @Test func `the second CSV of a glob may have its columns in another order`() throws {
        let folder = try TemporaryFolder()
        let many = String(repeating: "\(String(repeating: "x", count: 80)),1,2\n", count: 15_000)
        let other = String(repeating: "2,\(String(repeating: "x", count: 80)),1\n", count: 15_000)
        try folder.write("padding,a,b\n" + many, to: "a.csv")
        try folder.write("b,padding,a\n" + other + "2.5,y,1\n", to: "b.csv")
        let dataset = try DatasetLocation(path: folder.path("*.csv")).opened()
        #expect(try dataset.numbers("b").last == 2.5)
        #expect(try dataset.type(of: "a") == .int64)
    }

    @Test func `a glob is one data set, in the order of the names`() throws {
        let dataset = try FormatFixtures.location("days/day-*.parquet").opened()
        let names = dataset.contents.identity.text.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
        #expect(names.map { $0.suffix(13) } == ["day-1.parquet", "day-2.parquet", "day-3.parquet"])
        #expect(try dataset.numbers("x").count == 22)
    }

    @Test(arguments: ["days/day-2.parquet", "days", "days/day-[2-3].parquet"])
    func `files, folders and patterns are places of data`(place: String) throws {
        let dataset = try FormatFixtures.location(place).opened()
        let rows = ["days/day-2.parquet": 5, "days": 22, "days/day-[2-3].parquet": 12]
        #expect(try dataset.numbers("x").count == rows[place])
    }

    @Test func `folders named key=value are columns, hidden files are none`() throws {
        let dataset = try FormatFixtures.location("hive").opened()
        #expect(dataset.contents.identity.text.split(separator: "\n").count == 3)
        #expect(Set(try dataset.columns().map(\.name)) == ["x", "region", "month"])
        #expect(try dataset.labels("region") == ["north": 7, "south": 2])
        #expect(try dataset.labels("month") == ["1": 6, "2": 3])
        #expect(try dataset.numbers("x").count == 9)
    }

    @Test(arguments: ["no_rows.parquet", "no_rows.arrow", "no_rows.arrows", "no_rows.csv"])
    func `a table without rows is a data set without rows`(file: String) throws {
        let dataset = try FormatFixtures.location(file).opened()
        #expect(try dataset.columns().map(\.name) == ["x", "s", "i"])
        #expect(try dataset.numbers("x").isEmpty)
        #expect(try dataset.labels("s").isEmpty)
        #expect(try dataset.numbers("i").isEmpty)
    }

    @Test func `only columns that are asked for are read`() throws {
        let dataset = try FormatFixtures.location("types.arrow").opened()
        let stream = try dataset.stream(["string", "int8"])
        #expect(stream.columns.map(\.name) == ["string", "int8"])
        let batch = try #require(try stream.next())
        #expect(batch.types.count == 2)
    }

    @Test func `a column that is missing or there twice is named`() throws {
        for (file, column) in [("types.parquet", "nothing"), ("types.arrow", "nothing"), ("name_twice.parquet", "a")] {
            let dataset = try FormatFixtures.location(file).opened()
            let error = try #require(throws: DatasetError.self) { try dataset.stream([column]) }
            #expect(error.description.contains("\"\(column)\" is missing or there twice"))
        }
    }

    @Test func `the number of rows is known before they are read where the format records it`() throws {
        #expect(try FormatFixtures.location("types.parquet").opened().recordedRowCount == 24)
        #expect(try FormatFixtures.location("quoted.csv").opened().recordedRowCount == nil)
    }

    @Test func `a data set can be read by several threads at a time`() async throws {
        let dataset = try FormatFixtures.location("types.parquet").opened()
        let expected = try FormatFixtures.expected("types")
        try await withThrowingTaskGroup { group in
            for (name, column) in expected {
                group.addTask {
                    let kind: ColumnKind = column.kind == "numerical" ? .numerical : .categorical
                    return try dataset.profile(name, kind: kind).missingCount == column.missing
                }
            }
            for try await isEqual in group { #expect(isEqual) }
        }
    }
}
