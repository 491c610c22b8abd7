import Foundation

/// A file without a name: its space is free as soon as nobody uses it, even after kill -9.
package final class NamelessFile: Sendable {
    package let descriptor: Int32

    /// Makes an empty one on the file system of a folder; nil, with `errno` set, if that fails.
    package init?(in folder: String) {
        var name = Array("\(folder)/modelwatch-XXXXXX".utf8CString)
        let opened = unsafe mkstemp(&name)
        guard opened >= 0 else { return nil }
        descriptor = opened
        unsafe unlink(&name)
    }

    /// A path by which this process can open it anew, each time from the start.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Appends bytes; says false, with `errno` set, if that fails.
    package func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var written = 0
        while written < bytes.count {
            let start = unsafe bytes.baseAddress.map { unsafe $0 + written }
            let result = unsafe write(descriptor, start, bytes.count - written)
            if result < 0, errno == EINTR { continue }
            if result <= 0 { return false }
            written += result
        }
        return true
    }

    deinit {
        close(descriptor)
    }
}
