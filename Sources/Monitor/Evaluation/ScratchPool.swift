import Synchronization

/// Sort buffers that go from column to column: the first touch of fresh memory costs more than the sort.
final class ScratchPool: Sendable {
    private let buffers = Mutex<[[UInt64]]>([])

    /// Lends a buffer for the time of the closure.
    func withBuffer<R>(_ body: (inout [UInt64]) throws -> R) rethrows -> R {
        var buffer = buffers.withLock { $0.popLast() } ?? []
        defer { buffers.withLock { [buffer] in $0.append(buffer) } }
        return try body(&buffer)
    }
}
