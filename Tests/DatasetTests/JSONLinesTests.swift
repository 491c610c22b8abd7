import Dataset
import Foundation
import Statistics
import Testing
import TestSupport

/// NDJSON, whose names and types are those of all lines.
struct JSONLinesTests {
    @Test func `numbers, texts, flags and times are columns, what is nested is not`() throws {
        let dataset = try FormatFixtures.location("lines.jsonl").opened()
        #expect(try dataset.columns().map(\.name) == ["mfcc_1", "genre", "tags", "seen", "at", "user"])
        #expect(try dataset.numbers("mfcc_1").suffix(2) == [294, 297])
        #expect(try dataset.labels("genre") == ["blues": 100, "rock": 100, "(missing)": 100])
        #expect(try dataset.labels("seen") == ["true": 150, "false": 150])
        #expect(try dataset.type(of: "at") == .timestamp(.seconds, zone: ""))
        #expect(try dataset.type(of: "tags")?.unsupportedReason == "a nested type (list, map, union or run-end)")
        #expect(try dataset.type(of: "user")?.unsupportedReason == "a nested type (struct)")
        #expect(!dataset.isColumnar && !dataset.isTyped)
    }

    /// Arrow looks at the first megabyte only.
    @Test func `what comes late counts as what comes first`() throws {
        let folder = try TemporaryFolder()
        let padding = String(repeating: "x", count: 80)
        let row = #"{"p":"\#(padding)","a":1,"b":null,"t":"2024-01-01 10:00:00"}"# + "\n"
        let many = String(repeating: row, count: 15_000)
        let last = #"{"a":1.5,"b":7,"late":3,"t":"never"}"# + "\n"
        let dataset = try DatasetLocation(path: folder.write(many + last, to: "x.jsonl")).opened()
        #expect(try dataset.numbers("a").last == 1.5)
        #expect(try dataset.numbers("b") == [7])
        #expect(try dataset.numbers("late") == [3])
        #expect(try dataset.labels("t") == ["2024-01-01 10:00:00": 15_000, "never": 1])
    }

    @Test(arguments: [1, 20_000])
    func `a field of numbers and texts is left out, the others stay`(count: Int) throws {
        let folder = try TemporaryFolder()
        let row = #"{"a":1,"b":2,"padding":"0123456789012345678901234567890123456789"}"# + "\n"
        let many = String(repeating: row, count: count)
        let dataset = try DatasetLocation(path: folder.write(many + #"{"a":"one","b":3}"# + "\n", to: "x.ndjson"))
            .opened()
        #expect(try dataset.type(of: "a")?.unsupportedReason == "a nested type (list, map, union or run-end)")
        #expect(try dataset.numbers("b").count == count + 1)
    }

    @Test func `a line may be long, but not endless`() throws {
        let folder = try TemporaryFolder()
        let long = #"{"a":1,"text":"\#(String(repeating: "x", count: 3 << 20))"}"# + "\n"
        let dataset = try DatasetLocation(path: folder.write(long + long, to: "x.jsonl")).opened()
        #expect(try dataset.numbers("a").count == 2)
        let path = try folder.write(#"{"a":""# + String(repeating: "x", count: 70 << 20), to: "y.jsonl")
        let error = try #require(throws: DatasetError.self) { try DatasetLocation(path: path).opened() }
        #expect(error.description.contains("line 1 is longer than 64 MiB"))
    }

    @Test func `blank lines and line ends of Windows are no rows`() throws {
        let folder = try TemporaryFolder()
        let text = "\n{\"a\":1}\r\n\r\n  \n{\"a\":2}"
        #expect(try DatasetLocation(path: folder.write(text, to: "x.jsonl")).opened().numbers("a") == [1, 2])
    }

    @Test func `a broken line is named by its number and its file`() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"a\":1}\n", to: "a.jsonl")
        try folder.write("{\"a\":1}\n\n{\"a\":}\n", to: "b.jsonl")
        let error = try #require(throws: DatasetError.self) {
            try DatasetLocation(path: folder.path("*.jsonl")).opened()
        }
        #expect(error.description.contains("b.jsonl: line 3: "), "\(error)")
    }

    @Test func `folders are columns`() throws {
        let folder = try TemporaryFolder()
        for day in ["day=1", "day=2"] {
            let place = folder.url.appending(path: day)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try folder.write("{\"a\":1}\n{\"a\":2}\n", to: day + "/x.json")
        }
        let dataset = try DatasetLocation(path: folder.url.path()).opened()
        #expect(try dataset.labels("day") == ["1": 2, "2": 2])
        #expect(try dataset.numbers("a") == [1, 1, 2, 2])
    }

    @Test func `the configuration names a format that the name does not tell`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a,b\n1,2\n", to: "export")
        #expect(try DatasetLocation(.files(path), textFormat: .csv).opened().numbers("b") == [2])
        let error = try #require(throws: DatasetError.self) { try DatasetLocation(path: path).opened() }
        #expect(error.description.contains("say format: csv or ndjson"))
    }
}
