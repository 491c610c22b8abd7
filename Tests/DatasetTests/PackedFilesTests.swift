import Dataset
import Foundation
import Testing
import TestSupport

/// Text that is packed: recognised by its first bytes, unpacked while it is read.
struct PackedFilesTests {
    @Test(arguments: ["compressed.csv.gz", "compressed.csv.zst"])
    func `a packed CSV is read`(name: String) throws {
        let dataset = try FormatFixtures.location(name).opened()
        #expect(try dataset.labels("genre") == ["blues": 100, "rock": 100, "(missing)": 100])
        #expect(try dataset.numbers("mfcc_1").last == 299.0 / 4)
    }

    @Test(arguments: ["gz", "zst", "bz2", "lz4"])
    func `a name that says nothing of packing, or something else, does not matter`(ending: String) throws {
        let folder = try TemporaryFolder()
        for name in ["x.jsonl", "y.jsonl.gz", "z"] {
            try folder.copy("lines.jsonl." + ending, to: name)
            let dataset = try DatasetLocation(path: folder.path(name)).opened()
            #expect(try dataset.numbers("mfcc_1").count == 300)
        }
        try folder.copy("lines.jsonl", to: "plain.jsonl.gz")
        #expect(try DatasetLocation(path: folder.path("plain.jsonl.gz")).opened().numbers("mfcc_1").count == 300)
    }

    @Test func `packed and plain files are one data set`() throws {
        let folder = try TemporaryFolder()
        try folder.copy("lines.jsonl.gz", to: "a.jsonl.gz")
        try folder.copy("lines.jsonl.gz", to: "a.jsonl")
        try folder.copy("lines.jsonl", to: "b.jsonl")
        #expect(try DatasetLocation(path: folder.path("*")).opened().numbers("mfcc_1").count == 900)
    }

    @Test func `what unpacks to more than allowed is an error that says so`() throws {
        for name in ["compressed.csv.gz", "lines.jsonl.zst"] {
            let location = DatasetLocation(.files(FormatFixtures.location(name).path), maximumBytes: 2048)
            let error = try #require(throws: DatasetError.self) {
                _ = try location.opened().labels("genre")
            }
            #expect(error.description.contains("it unpacks to more than 2048 bytes: set max_bytes"), "\(error)")
        }
    }

    @Test func `a binary format that somebody packed is named`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.copy("days/day-1.parquet", to: "x.parquet")
        let process = try Process.run(URL(filePath: "/bin/gzip"), arguments: [path])
        process.waitUntilExit()
        let error = try #require(throws: DatasetError.self) { try DatasetLocation(path: path + ".gz").opened() }
        #expect(error.description.contains("it is Parquet within gzip: unpack it"))
    }

    @Test func `two stars cross folders`() throws {
        let folder = try TemporaryFolder()
        let place = folder.url.appending(path: "2024/05/.hidden")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for name in ["a.csv", "2024/b.csv", "2024/05/c.csv", "2024/05/d.txt", "2024/05/.hidden/e.csv"] {
            try folder.write("x\n1\n", to: name)
        }
        func count(_ pattern: String) throws -> Int {
            try DatasetLocation(path: folder.path("") + pattern).opened().numbers("x").count
        }
        #expect(try count("**/*.csv") == 3)
        #expect(try count("2024/**/c.csv") == 1)
        #expect(try count("*/*.csv") == 1)
        #expect(try count("**/2024/*/[b-d].csv") == 1)
    }
}
