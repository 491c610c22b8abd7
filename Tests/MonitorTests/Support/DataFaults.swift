import Foundation
import TestSupport

/// Everything that disks, writers and people have been seen to leave where data were expected.
enum DataFaults {
    static let all = absent + parquet + arrow + csv + json + foreign

    private static let good = Fixtures.packageRoot.appending(path: "examples/genres/current.parquet")

    /// The good Parquet file, changed.
    private static func changed(_ change: @escaping @Sendable (inout Data) -> Void) -> @Sendable () throws -> Data {
        {
            var data = try Data(contentsOf: good)
            change(&data)
            return data
        }
    }

    /// The good Parquet file with other bytes where its footer's length is.
    private static func footerLength(_ bytes: [UInt8]) -> @Sendable () throws -> Data {
        changed { $0.replaceSubrange($0.count - 8..<$0.count - 4, with: bytes) }
    }

    private static func text(_ text: String) -> @Sendable () throws -> Data { { Data(text.utf8) } }

    private static func formats(_ name: String) throws -> Data {
        try Data(contentsOf: Fixtures.url("formats").appending(path: name))
    }

    private static let absent: [DataFault] = [
        DataFault("nowhere.parquet", "not found") { _ in },
        DataFault("nowhere-*.parquet", "not found") { _ in },
        DataFault("folder-without-files", "not found") { folder in
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: "folder-without-files/_temporary"), withIntermediateDirectories: true)
        },
        DataFault("file/as/folder.parquet", "not found") { try $0.write("a", to: "file") },
        DataFault("dangling.parquet", "not found") { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("dangling.parquet"), withDestinationPath: "gone.parquet")
        },
        DataFault("circle.parquet", "not found") { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("circle.parquet"), withDestinationPath: "circle.parquet")
        },
        DataFault(String(repeating: "long", count: 100) + ".parquet", "not found") { _ in },
        DataFault("pipe.parquet", "is a pipe or a device") { folder in
            guard unsafe mkfifo(folder.path("pipe.parquet"), 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
        },
        DataFault("device.parquet", "is a pipe or a device") { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("device.parquet"), withDestinationPath: "/dev/zero")
        },
    ]

    private static let parquet: [DataFault] = [
        DataFault("empty.parquet", "is empty", bytes: text("")),
        DataFault("mark.parquet", "smaller than the minimum file footer", bytes: text("PAR1")),
        DataFault("two-marks.parquet", "Couldn't deserialize thrift", bytes: text("PAR1\0\0\0\0PAR1")),
        DataFault("half.parquet", "Parquet magic bytes not found", bytes: changed { $0 = $0.prefix($0.count / 2) }),
        DataFault("one-short.parquet", "Parquet magic bytes not found", bytes: changed { $0.removeLast() }),
        DataFault("headless.parquet", "it begins like none of", bytes: changed { $0 = $0.dropFirst(5) }),
        DataFault("footer-none.parquet", "Couldn't deserialize thrift", bytes: footerLength([0, 0, 0, 0])),
        DataFault("footer-huge.parquet", "Parquet", bytes: footerLength([0xFF, 0xFF, 0xFF, 0x7F])),
        DataFault("footer-negative.parquet", "Parquet", bytes: footerLength([0xFF, 0xFF, 0xFF, 0xFF])),
        DataFault("footer-short.parquet", "Couldn't deserialize thrift", bytes: footerLength([16, 0, 0, 0])),
        DataFault(
            "footer-noise.parquet", "Couldn't deserialize thrift",
            bytes: changed { data in
                for index in data.count - 2000..<data.count - 8 {
                    data[index] = UInt8(truncatingIfNeeded: index &* 131)
                }
            }),
        DataFault(
            "pages-zero.parquet", "cannot read",
            bytes: changed { data in data.resetBytes(in: 4..<data.count - 20_000) }),
        DataFault(
            "pages-noise.parquet", "cannot read",
            bytes: changed { data in
                for index in 4..<data.count - 20_000 { data[index] = UInt8(truncatingIfNeeded: index &* 37) }
            }),
        DataFault("zeroes.parquet", "it begins like none of") { try sparse("zeroes.parquet", in: $0, begin: "") },
        DataFault("sparse.parquet", "Parquet magic bytes not found") {
            try sparse("sparse.parquet", in: $0, begin: "PAR1")
        },
        DataFault("other.parquet", "has none of the columns of the reference") { folder in
            try formats("days/day-1.parquet").write(to: folder.url.appending(path: "other.parquet"))
        },
        DataFault(fixture: "broken/conflicting", "incompatible types"),
        DataFault(fixture: "broken/mixed", "holds files of several formats"),
    ]

    private static let arrow: [DataFault] = [
        DataFault(fixture: "broken/half_written.arrow", "Not an Arrow file"),
        DataFault(fixture: "broken/offset_beyond_data.arrow", "has none of the columns of the reference"),
        DataFault(fixture: "broken/version_1.feather", "write version 2"),
        DataFault("mark.arrow", "cannot read", bytes: text("ARROW1\0\0")),
        DataFault("length-huge.arrows", "cannot read") { folder in
            try Data([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3])
                .write(to: folder.url.appending(path: "length-huge.arrows"))
        },
        DataFault("streams", "Arrow IPC streams are read one at a time") { folder in
            let inner = folder.url.appending(path: "streams")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            for name in ["a.arrows", "b.arrows"] { try formats("types.arrows").write(to: inner.appending(path: name)) }
        },
    ]

    private static let csv: [DataFault] = [
        DataFault("empty.csv", "is empty", bytes: text("")),
        DataFault("lines.csv", "Empty CSV file", bytes: text("\n\n\n\n")),
        DataFault("ragged.csv", "Expected 2 columns, got 3", bytes: text("mfcc_1,mfcc_2\n1,2\n1,2,3\n")),
        DataFault("zeroes.csv", "straddling object") { try sparse("zeroes.csv", in: $0, begin: "mfcc_1,mfcc_2\n1,") },
        DataFault(fixture: "broken/half_written.csv", "Expected 3 columns, got 2"),
        DataFault(fixture: "broken/half_written.csv.gz", "Truncated compressed stream"),
        DataFault(fixture: "broken/garbage.csv", "CSV parse error"),
        DataFault("gzip-only-head.csv.gz", "cannot read") { folder in
            try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]).write(
                to: folder.url.appending(path: "gzip-only-head.csv.gz"))
        },
        DataFault("checksum.csv.gz", "cannot read") { folder in
            var data = try formats("compressed.csv.gz")
            data[data.count - 6] ^= 0xFF
            try data.write(to: folder.url.appending(path: "checksum.csv.gz"))
        },
        DataFault(
            "open-quote.csv", "the quote at byte 17 is never closed", bytes: text("mfcc_1,mfcc_2\n1,\"2\n3,4\n")),
        DataFault("other.csv", "has none of the columns of the reference", bytes: text("x,y\n1,2\n")),
    ]

    private static let json: [DataFault] = [
        DataFault(fixture: "broken/half_written.jsonl", "line 152: JSON parse error"),
        DataFault(fixture: "broken/half_written.json", "the JSON array has no end: the file was cut off"),
        DataFault(
            "numbers.json", "element 2 of the JSON array is not an object", bytes: text("[{\"mfcc_1\": 1}, 2]")),
        DataFault(
            "two-arrays.json", "something stands behind the JSON array",
            bytes: text("[{\"mfcc_1\": 1}]\n[{\"mfcc_1\": 2}]")),
        DataFault("page.json", "line 1: JSON parse error", bytes: text("404 page not found")),
    ]

    private static let foreign: [DataFault] = [
        DataFault(
            "login.parquet", "it is an HTML page",
            bytes: text("<!DOCTYPE html><html><body>Please log in</body></html>")),
        DataFault(
            "pointer.parquet", "it is a pointer of Git LFS", bytes: text("version https://git-lfs.github.com/spec/v1\n")
        ),
        DataFault("pickle.pkl", "it begins like none of") { folder in
            try Data([0x80, 4, 0x95, 0, 0, 0]).write(to: folder.url.appending(path: "pickle.pkl"))
        },
        DataFault("book.xlsx", "it is a ZIP archive", bytes: text("PK\u{3}\u{4}\u{14}\0\u{6}\0")),
        DataFault(fixture: "broken/notes.txt", "it begins like none of"),
        DataFault(fixture: "broken/garbage.parquet", "it begins like none of"),
    ]

    /// A file of 10 GB that takes no room.
    private static func sparse(_ name: String, in folder: TemporaryFolder, begin: String) throws {
        try folder.write(begin, to: name)
        guard unsafe truncate(folder.path(name), 10 << 30) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
