import Foundation
import Statistics

/// A file of keys without a name: its space is free as soon as nobody uses it, even after kill -9.
///
/// `@unchecked Sendable`: written by one thread before it is mapped.
@safe
final class SpillFile: KeyFile, @unchecked Sendable {
    private let descriptor: Int32
    private let folder: String
    private(set) var count = 0

    /// - Throws: ``ColumnError/spill(_:)`` if the folder cannot be written to.
    init(in folder: String) throws(ColumnError) {
        self.folder = folder
        var name = Array("\(folder)/modelwatch-XXXXXX".utf8CString)
        descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw Self.failure(folder) }
        unsafe unlink(&name)
    }

    deinit {
        close(descriptor)
    }

    func append(_ keys: Span<UInt64>) throws(ColumnError) {
        guard keys.write(to: descriptor) else { throw Self.failure(folder) }
        count += keys.count
    }

    func map(_ places: Range<Int>) throws(ColumnError) -> any KeyMapping {
        precondition(places.upperBound <= count)
        guard let mapping = MappedKeys(descriptor, firstByte: places.lowerBound * 8, count: places.count) else {
            throw Self.failure(folder)
        }
        return mapping
    }

    private static func failure(_ folder: String) -> ColumnError {
        .spill("\(folder): \(unsafe String(cString: strerror(errno)))")
    }
}
