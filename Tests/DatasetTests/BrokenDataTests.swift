import Dataset
import Foundation
import Statistics
import Testing
import TestSupport

/// What people and logs are told of data that cannot be read, and that nothing worse happens.
struct BrokenDataTests {
    @Test(
        arguments: [
            ("nowhere.parquet", "not found: expected a Parquet, Arrow, CSV or NDJSON file, a glob"),
            ("nowhere/*.parquet", "not found: expected a Parquet, Arrow, CSV or NDJSON file, a glob"),
            ("empty.parquet", "is empty: expected a Parquet, Arrow, CSV or NDJSON file; if it is being written"),
            ("empty.csv", "is empty: expected a Parquet, Arrow, CSV or NDJSON file; if it is being written"),
            ("half_written.parquet", "Parquet magic bytes not found in footer"),
            ("without_footer.parquet", "Parquet magic bytes not found in footer"),
            ("magic_only.parquet", "file size is 4 bytes, smaller than the minimum file footer"),
            ("half_written.arrow", "Not an Arrow file"),
            ("garbage.parquet", "it begins like none of Parquet (PAR1), Arrow (ARROW1), an Arrow stream"),
            ("notes.txt", "it begins like none of Parquet (PAR1), Arrow (ARROW1), an Arrow stream or a JSON object"),
            ("version_1.feather", "it is in Feather version 1: write version 2"),
            ("mixed", "holds files of several formats (CSV, Parquet): give each a location of its own"),
            ("conflicting", "incompatible types"),
            ("login.csv", #"it is an HTML page titled "Sign in to Example", perhaps of a login or an error"#),
            ("half_written.json", "the JSON array has no end: the file was cut off"),
            ("half_written.jsonl", "line 152: JSON parse error"),
            ("half_written.jsonl.gz", "Truncated compressed stream"),
            ("damaged.jsonl.gz", "zlib inflate failed"),
        ] as [(String, String)])
    func `what cannot be opened is named with its reason`(name: String, reason: String) throws {
        let location = FormatFixtures.location("broken/" + name)
        let error = try #require(throws: DatasetError.self) { try location.opened() }
        #expect(error.description.contains(location.path), "\(error)")
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test(
        arguments: [
            ("half_written.arrows", "Expected to read 184 metadata bytes, but only read 174"),
            ("damaged_page.parquet", "Couldn't deserialize thrift"),
            ("offset_beyond_data.arrow", "Offset invariant failure: offset for slot 3 out of bounds"),
            ("offsets_descend.arrow", "Offset invariant failure"),
            ("offset_negative.arrow", "Offset invariant failure"),
            ("dictionary_index.arrow", "Dictionary indices invalid"),
        ] as [(String, String)])
    func `what breaks while it is read is named with its reason`(name: String, reason: String) throws {
        let location = FormatFixtures.location("broken/" + name)
        let dataset = try location.opened()
        let names = try dataset.columns().map(\.name)
        let error = try #require(throws: DatasetError.self) {
            let stream = try dataset.stream(names)
            while let batch = try stream.next() {
                for place in names.indices { _ = try batch.column(place) }
            }
        }
        #expect(error.description.contains(location.path), "\(error)")
        #expect(error.description.contains(reason), "\(error)")
    }

    /// CSV has no mark of its own, so rubbish may only show when its lines are read.
    @Test(arguments: ["half_written.csv", "half_written.csv.gz", "half_written.csv.zst", "garbage.csv"])
    func `a broken CSV is an error, opened or read`(name: String) throws {
        let location = FormatFixtures.location("broken/" + name)
        let error = try #require(throws: DatasetError.self) {
            let dataset = try location.opened()
            for column in try dataset.columns() { _ = try dataset.profile(column.name, kind: .categorical) }
        }
        #expect(error.description.contains(location.path), "\(error)")
    }

    @Test(arguments: ["x.csv", "x.jsonl", "x.parquet"])
    func `ten gigabytes of nothing are an error soon`(name: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: name)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 10 << 30)
        try handle.close()
        #expect(throws: DatasetError.self) {
            let dataset = try DatasetLocation(path: path).opened()
            for column in try dataset.columns() { _ = try dataset.profile(column.name, kind: .categorical) }
        }
    }

    @Test func `a folder without data files is not found`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "_SUCCESS")
        #expect(throws: DatasetError.notFound(folder.url.path())) {
            try DatasetLocation(path: folder.url.path()).opened()
        }
    }

    @Test func `streams of a folder are refused, for they cannot be read together`() throws {
        let folder = try TemporaryFolder()
        let stream = try Data(contentsOf: FormatFixtures.folder.appending(path: "types.arrows"))
        for name in ["a.arrows", "b.arrows"] { try stream.write(to: folder.url.appending(path: name)) }
        let error = try #require(throws: DatasetError.self) {
            try DatasetLocation(path: folder.url.path()).opened()
        }
        #expect(error.description.contains("Arrow IPC streams are read one at a time"))
    }

    @Test func `data that are replaced between two looks are told apart`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.copy("days/day-1.parquet", to: "x.parquet")
        let dataset = try DatasetLocation(path: path).opened()
        #expect(throws: Never.self) { try dataset.checkUnchanged() }
        try folder.copy("days/day-2.parquet", to: "x.parquet")
        #expect(throws: DatasetError.changedWhileRead(path)) { try dataset.checkUnchanged() }
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: DatasetError.changedWhileRead(path)) { try dataset.checkUnchanged() }
    }

    /// A file truncated by its writer while it is read must not take the process with it.
    @Test func `a file that shrinks while it is read is an error`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.copy("types.parquet", to: "x.parquet")
        let dataset = try DatasetLocation(path: path).opened()
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 100)
        try handle.close()
        #expect(throws: DatasetError.self) { try dataset.profile("string", kind: .categorical) }
    }

    /// Whatever bytes a disk or a writer leaves: an error or values, never a trap. The seed makes it repeatable.
    @Test(arguments: [
        "slices.arrow", "dictionaries.arrows", "dictionaries.parquet", "days/day-1.parquet", "quoted.csv",
    ])
    func `damaged files never trap`(name: String) throws {
        let folder = try TemporaryFolder()
        let whole = [UInt8](try Data(contentsOf: FormatFixtures.folder.appending(path: name)))
        var generator = SplitMix64(seed: 2026)
        let path = folder.path("damaged." + (name.hasSuffix("csv") ? "csv" : "data"))
        var failures = 0
        for round in 0..<300 {
            var bytes = whole
            for _ in 0...Int(generator.next() % 4) {
                bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
            }
            if round % 7 == 0 { bytes.removeLast(Int(generator.next() % UInt64(bytes.count))) }
            try Data(bytes).write(to: URL(filePath: path))
            do {
                let dataset = try DatasetLocation(path: path).opened()
                for column in try dataset.columns() where column.type.unsupportedReason == nil {
                    _ = try dataset.profile(column.name, kind: .categorical)
                    var rows = RowProfile()
                    let stream = try dataset.stream([column.name])
                    while let batch = try stream.next() {
                        var hashes = RowHashes(for: rows)
                        try hashes.hash(batch.column(0), named: column.name)
                        rows.add(hashes, at: rows.rowCount)
                    }
                }
            } catch {
                failures += 1
                #expect(error is DatasetError || error is ColumnError)
            }
        }
        #expect(failures > 0)
    }
}
