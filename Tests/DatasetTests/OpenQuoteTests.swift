import Dataset
import Foundation
import Statistics
import TestSupport
import Testing

/// A quote that never closes would make one text of the rest of a CSV.
struct OpenQuoteTests {
    @Test(
        arguments: [
            ("x,t\n1,a\n2,\"b", 11), ("x,t\n1,\"a\n2,b\n3,c\n", 7), ("x,t\n1,\"a\"\"", 7), ("x,t\n\"1,a\n", 5),
            ("\u{FEFF}\"x\",t\n1,\"2\n", 12),
        ] as [(String, Int)])
    func `it is an error that says where it opens`(text: String, place: Int) throws {
        let folder = try TemporaryFolder()
        let location = DatasetLocation(path: try folder.write(text, to: "x.csv"))
        let error = try #require(throws: DatasetError.self) {
            let dataset = try location.opened()
            for column in try dataset.columns() { _ = try dataset.profile(column.name, kind: .categorical) }
        }
        #expect(
            error.description.contains("the quote at byte \(place) is never closed: the file was cut off"), "\(error)")
    }

    @Test(
        arguments: [
            ("x,t\n1,\"a, \"\"b\"\"\"\n2,\"\"\n", ["a, \"b\"": 1, "(missing)": 1]),
            ("x,t\n1,5\" pipe\n2,a\"\n", ["5\" pipe": 1, "a\"": 1]), ("x,t\n1,\"a\"", ["a": 1]),
            ("\u{FEFF}\"x,\"\"\",t\n1,a\n", ["a": 1]),
            ("x,t\r\n1,\"a\"\r\n2,\"b\"\r\n", ["a": 1, "b": 1]),
        ] as [(String, [String: Int])])
    func `quotes that are closed, and those within a text, are none`(text: String, labels: [String: Int]) throws {
        let folder = try TemporaryFolder()
        #expect(try DatasetLocation(path: folder.write(text, to: "x.csv")).opened().labels("t") == labels)
    }

    @Test func `the last of many megabytes is found, packed or not`() throws {
        let folder = try TemporaryFolder()
        let row = "1,\"a \"\"quoted\"\" text\"\n"
        let text = "x,t\n" + String(repeating: row, count: 200_000)
        #expect(try DatasetLocation(path: folder.write(text, to: "x.csv")).opened().labels("t").values.first == 200_000)
        let location = DatasetLocation(path: try folder.write(text + "2,\"b", to: "y.csv"))
        let error = try #require(throws: DatasetError.self) { _ = try location.opened().labels("t") }
        #expect(error.description.contains("the quote at byte \(text.utf8.count + 3) is never closed"), "\(error)")
    }
}
