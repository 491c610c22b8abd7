import Foundation

extension Span<UInt64> {
    /// Writes the numbers to a file as they are in memory, which is little-endian on every machine we run on. Says
    /// false, with `errno` set, if that fails.
    func write(to descriptor: Int32) -> Bool {
        unsafe withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let start = unsafe bytes.baseAddress.map { unsafe $0 + written }
                let result = unsafe Foundation.write(descriptor, start, bytes.count - written)
                if result < 0, errno == EINTR { continue }
                if result <= 0 { return false }
                written += result
            }
            return true
        }
    }
}
