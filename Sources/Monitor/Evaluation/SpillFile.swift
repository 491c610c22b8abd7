import Foundation
import Statistics
import Transfers

/// A file of keys, which ends with its last user.
///
/// `@unchecked Sendable`: written by one thread before it is mapped.
@safe
final class SpillFile: KeyFile, @unchecked Sendable {
    private let file: NamelessFile
    private let folder: String
    private(set) var count = 0

    /// - Throws: ``ColumnError/spill(_:)`` if the folder cannot be written to.
    init(in folder: String) throws(ColumnError) {
        self.folder = folder
        guard let file = NamelessFile(in: folder) else { throw Self.failure(folder) }
        self.file = file
    }

    func append(_ keys: Span<UInt64>) throws(ColumnError) {
        guard keys.write(to: file.descriptor) else { throw Self.failure(folder) }
        count += keys.count
    }

    func map(_ places: Range<Int>) throws(ColumnError) -> any KeyMapping {
        precondition(places.upperBound <= count)
        guard let mapping = MappedKeys(file.descriptor, firstByte: places.lowerBound * 8, count: places.count) else {
            throw Self.failure(folder)
        }
        return mapping
    }

    private static func failure(_ folder: String) -> ColumnError {
        .spill("\(folder): \(unsafe String(cString: strerror(errno)))")
    }
}
