import FuzzDriver
import Dataset
import Foundation
import Statistics

/// The first byte chooses the name, the others are the file: values, or an error of a data set.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    guard let first = unsafe bytes.first else { return 0 }
    let path = FuzzedFile.path + [".data", ".csv", ".jsonl"][Int(first % 3)]
    do {
        try unsafe Data(bytes.dropFirst()).write(to: URL(filePath: path))
        try FuzzedFile.read(path)
    } catch is DatasetError, is ColumnError {
        // Told to the user.
    } catch {
        preconditionFailure("another error than users are told: \(error)")
    }
    return 0
}

/// The file that is written anew for each input, in memory.
private enum FuzzedFile {
    static let path = "/dev/shm/modelwatch-fuzz-\(getpid())"

    private static let copies = DatasetCopies(folder: "/dev/shm")

    /// Profiles every column that can be.
    static func read(_ path: String) throws {
        let dataset = try OpenDataset(copies.contents(of: DatasetLocation(path: path), at: 0))
        let columns = try dataset.columns().filter { $0.type.unsupportedReason == nil }
        for column in columns.prefix(8) {
            for kind in [ColumnKind.numerical, .categorical] { try? profile(column.name, as: kind, of: dataset) }
        }
    }

    private static func profile(_ name: String, as kind: ColumnKind, of dataset: OpenDataset) throws {
        var profile = ColumnProfile(kind: kind)
        let stream = try dataset.stream([name])
        while let batch = try stream.next() { try profile.update(batch.column(0)) }
        _ = try profile.encoded()
    }
}
