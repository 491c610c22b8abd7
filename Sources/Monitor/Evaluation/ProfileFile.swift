import Foundation
import Statistics

/// Profiles as files: the header is read, the values are mapped.
enum ProfileFile {
    /// Writes a profile.
    ///
    /// - Throws: An error of the file system.
    static func write(_ profile: EncodedProfile, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(profile.header)),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        try file.seekToEnd()
        guard profile.keys.span.write(to: file.fileDescriptor) else { throw CocoaError(.fileWriteOutOfSpace) }
    }

    /// Reads a profile.
    ///
    /// - Throws: An error of the file system, or ``ProfileEncodingError`` if it is damaged or of another version.
    static func read(_ path: String) throws -> ColumnProfile {
        guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
        defer { try? file.close() }
        let start = [UInt8](try file.read(upToCount: EncodedProfile.fixedLength) ?? Data())
        let lengths = try EncodedProfile.lengths(start)
        let rest = lengths.header - start.count
        let header = start + [UInt8](rest > 0 ? try file.read(upToCount: rest) ?? Data() : Data())
        guard try file.seekToEnd() == UInt64(lengths.header + lengths.keys * 8) else {
            throw ProfileEncodingError.corrupt("it is cut off")
        }
        guard let mapping = MappedKeys(file.fileDescriptor, firstByte: lengths.header, count: lengths.keys) else {
            throw CocoaError(.fileReadUnknown)
        }
        return try ColumnProfile(EncodedProfile(header: header, keys: KeyArray(mapping)))
    }
}
