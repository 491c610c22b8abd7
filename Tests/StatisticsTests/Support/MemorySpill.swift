import Statistics
import Synchronization

/// A spill for tests whose files are arrays; may be told to fail like a full disk.
struct MemorySpill: KeySpill {
    let keyLimit: Int
    /// How many keys a file holds before it is full.
    var capacity = Int.max

    func makeFile() -> any KeyFile { File(capacity: capacity) }

    private final class File: KeyFile {
        private let keys = Mutex<[UInt64]>([])
        private let capacity: Int

        var count: Int { keys.withLock { $0.count } }

        init(capacity: Int) {
            self.capacity = capacity
        }

        func append(_ added: Span<UInt64>) throws(ColumnError) {
            let count = keys.withLock { keys in
                for index in added.indices { keys.append(added[index]) }
                return keys.count
            }
            if count > capacity { throw .spill("no space left on device") }
        }

        func map(_ places: Range<Int>) -> any KeyMapping {
            Mapping(keys.withLock { Array($0[places]) })
        }
    }

    @safe
    private final class Mapping: KeyMapping, @unchecked Sendable {
        let keys: UnsafeBufferPointer<UInt64>

        init(_ keys: [UInt64]) {
            let copy = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: keys.count)
            _ = unsafe copy.initialize(from: keys)
            unsafe self.keys = UnsafeBufferPointer(copy)
        }

        deinit { unsafe keys.deallocate() }

        func releasePages(_ places: Range<Int>) {
            unsafe precondition(places.lowerBound >= 0 && places.upperBound <= keys.count)
        }
    }
}
