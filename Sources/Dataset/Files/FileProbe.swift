import CArrowDataset
import Foundation

/// What the first bytes of a file, and then its name, tell of it.
struct FileProbe {
    let format: DatasetFormat
    let compression: Compression

    private static let headBytes = 512

    /// Looks into a file.
    ///
    /// - Parameter declared: The format of text; nil to tell it from the name.
    /// - Throws: ``DatasetError`` if the file is empty, cannot be opened, or is nothing that can be read.
    init(_ file: DataFile, declared: TextFormat?) throws(DatasetError) {
        let packed = try Self.firstBytes(of: file)
        if packed.isEmpty { throw .empty(file.name) }
        compression = Compression(firstBytes: packed)
        let head = compression == .none ? packed : try Self.unpackedBytes(of: file, compression)
        format = try Self.format(of: file, head, compression, declared: declared)
    }

    private static func format(
        of file: DataFile, _ head: [UInt8], _ compression: Compression, declared: TextFormat?
    ) throws(DatasetError) -> DatasetFormat {
        if let format = DatasetFormat(firstBytes: head) {
            guard compression == .none else {
                throw .unreadable(
                    path: file.name,
                    reason:
                        "it is \(format.rawValue) within \(compression.rawValue): unpack it, the format packs itself")
            }
            return format
        }
        if let reason = ForeignContent.reason(head) { throw .unreadable(path: file.name, reason: reason) }
        let text = head.drop { $0 <= 0x20 }
        // An array of objects is read like lines of them. No line of CSV that names columns begins so.
        let isArray = text.first == UInt8(ascii: "[") && text.dropFirst().drop { $0 <= 0x20 }.first == UInt8(ascii: "{")
        if isArray { return .ndjson }
        if let format = declared ?? TextFormat(name: file.name) { return DatasetFormat(format) }
        if text.first == UInt8(ascii: "{") { return .ndjson }
        throw .unreadable(
            path: file.name,
            reason: "it begins like none of Parquet (PAR1), Arrow (ARROW1), an Arrow stream or a JSON object, and is "
                + "not named .csv; say format: csv or ndjson if it is that")
    }

    private static func firstBytes(of file: DataFile) throws(DatasetError) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: file.path) else {
            throw .unreadable(path: file.name, reason: "it cannot be opened (permissions?)")
        }
        defer { try? handle.close() }
        do {
            return Array(try handle.read(upToCount: headBytes) ?? Data())
        } catch {
            throw .unreadable(path: file.name, reason: "\(error)")
        }
    }

    private static func unpackedBytes(of file: DataFile, _ compression: Compression) throws(DatasetError) -> [UInt8] {
        var message: UnsafeMutablePointer<CChar>?
        let head = unsafe [UInt8](unsafeUninitializedCapacity: headBytes) { buffer, count in
            var bytes: Int64 = 0
            guard let start = buffer.baseAddress else { preconditionFailure("allocated") }
            unsafe message = DataFile.withShimFiles([(file, compression)]) {
                unsafe mw_arrow_head($0, start, Int64(headBytes), &bytes)
            }
            count = Int(bytes)
        }
        guard let message = unsafe message else { return head }
        defer { unsafe mw_arrow_free_message(message) }
        throw .unreadable(path: file.name, reason: unsafe String(cString: message))
    }
}
