import Synchronization

/// Sort buffers that go from column to column: the first touch of fresh memory costs more than the sort.
final class ScratchPool: Sendable {
    private let buffers = Mutex<[[UInt64]]>([])

    /// Takes a buffer out, or a new one; give it back with ``put(_:)``.
    func take() -> [UInt64] {
        buffers.withLock { $0.popLast() } ?? []
    }

    /// Puts a buffer back for the next column.
    func put(_ buffer: [UInt64]) {
        buffers.withLock { $0.append(buffer) }
    }
}
