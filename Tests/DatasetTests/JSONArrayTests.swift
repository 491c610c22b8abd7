import Dataset
import Foundation
import Statistics
import TestSupport
import Testing

/// A JSON array of objects is read like lines of them.
struct JSONArrayTests {
    @Test func `an array is what its objects are on lines`() throws {
        let (array, lines) = (
            try FormatFixtures.location("array.json").opened(), try FormatFixtures.location("lines.jsonl").opened()
        )
        #expect(try array.columns() == lines.columns())
        for name in ["genre", "seen", "at"] { #expect(try array.labels(name) == lines.labels(name)) }
        #expect(try array.numbers("mfcc_1") == lines.numbers("mfcc_1"))
    }

    @Test(
        arguments: [
            (#"[{"a":1},{"a":2}]"#, [1, 2]), ("  \n [ {\"a\" : 1}\r\n,\t{\"a\":2} ]\n\n", [1, 2]),
            (#"[{"a":1,"t":"],[{\"}\\"},{"a":2,"n":{"x":[[1],[2]]}}]"#, [1, 2]),
            ("[{\n  \"a\": 1\n},\n{\n  \"a\": 2\n}]", [1, 2]), (#"[{"a":7}]"#, [7]),
        ] as [(String, [Double])])
    func `however it is written`(text: String, numbers: [Double]) throws {
        let folder = try TemporaryFolder()
        for name in ["x.json", "x.csv", "x"] {
            #expect(try DatasetLocation(path: folder.write(text, to: name)).opened().numbers("a") == numbers)
        }
    }

    @Test(
        arguments: [
            (#"[{"a":1},2]"#, "element 2 of the JSON array is not an object"),
            (#"[{"a":1},]"#, "element 2 of the JSON array is not an object"),
            (#"[{"a":1}{"a":2}]"#, "expected , or ] behind element 1 of the JSON array"),
            (#"[{"a":1}] [{"a":1}]"#, "something stands behind the JSON array"),
            (#"[{"a":1},{"a":"#, "the JSON array has no end: the file was cut off"),
            (#"[{"a":1}"#, "the JSON array has no end: the file was cut off"),
            (#"[{"a":1},{a:2}]"#, "line 2: JSON parse error"),
        ] as [(String, String)])
    func `what is none says where`(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let location = DatasetLocation(path: try folder.write(text, to: "x.json"))
        let error = try #require(throws: DatasetError.self) { try location.opened() }
        #expect(error.description.contains(reason), "\(error)")
    }

    /// Pieces of the file end anywhere, in texts and before commas.
    @Test func `an array of megabytes is read in pieces`() throws {
        let folder = try TemporaryFolder()
        let element = #"{"a":1.5,"text":"\#(String(repeating: "{[,\\\"", count: 20))"}"#
        let count = 30_000
        let text = "[" + Array(repeating: element, count: count).joined(separator: ",\n") + "]"
        #expect(text.utf8.count > 3 << 20)
        let dataset = try DatasetLocation(path: folder.write(text, to: "x.json")).opened()
        #expect(try dataset.numbers("a") == Array(repeating: 1.5, count: count))
        #expect(try dataset.labels("text").count == 1)
    }
}
