import CAllocator
import Synchronization

/// A block of memory for keys.
///
/// Large blocks are pages of their own, of 2 MiB where the system has them, and are kept for the next user when they are
/// free: at a million rows the first touch of fresh pages cost more than the statistics computed on them.
@safe
struct KeyBlock: @unchecked Sendable {
    private(set) var start: UnsafeMutablePointer<UInt64>
    private(set) var capacity: Int

    private static let free = Mutex<[KeyBlock]>([])
    /// From this many keys on a block has pages of its own.
    private static let fewestForPages = 32_768
    private static let keysPerLargePage = (2 << 20) / 8

    private init(allocating capacity: Int) {
        guard capacity >= Self.fewestForPages else {
            unsafe start = .allocate(capacity: max(capacity, 1))
            self.capacity = max(capacity, 1)
            return
        }
        let rounded = Self.rounded(capacity)
        guard let pages = unsafe mw_pages_allocate(rounded * 8) else {
            fatalError("out of memory: \(rounded * 8) bytes for the values of a column")
        }
        unsafe start = pages.bindMemory(to: UInt64.self, capacity: rounded)
        self.capacity = rounded
    }

    /// A block for at least that many keys: one that was given back, or a new one.
    static func take(_ capacity: Int) -> KeyBlock {
        guard capacity >= fewestForPages else { return KeyBlock(allocating: capacity) }
        let kept = free.withLock { blocks -> KeyBlock? in
            let fitting = blocks.indices.filter { blocks[$0].capacity >= capacity }
            return fitting.min { blocks[$0].capacity < blocks[$1].capacity }.map { blocks.remove(at: $0) }
        }
        return kept ?? KeyBlock(allocating: capacity)
    }

    /// Keeps the block for the next user.
    func giveBack() {
        if capacity >= Self.fewestForPages {
            Self.free.withLock { $0.append(self) }
        } else {
            unsafe start.deallocate()
        }
    }

    /// Gives the memory of all blocks that nobody uses back to the system.
    static func releaseFree() {
        let blocks = free.withLock { blocks in
            defer { blocks = [] }
            return blocks
        }
        for block in blocks { unsafe mw_pages_free(block.start, block.capacity * 8) }
    }

    /// Makes room for at least that many keys; the first `count` stay.
    mutating func grow(to capacity: Int, keeping count: Int) {
        if self.capacity >= Self.fewestForPages {
            let rounded = Self.rounded(capacity)
            guard let pages = unsafe mw_pages_resize(start, self.capacity * 8, rounded * 8) else {
                fatalError("out of memory: \(rounded * 8) bytes for the values of a column")
            }
            unsafe start = pages.bindMemory(to: UInt64.self, capacity: rounded)
            self.capacity = rounded
        } else {
            let larger = Self.take(capacity)
            unsafe larger.start.update(from: start, count: count)
            giveBack()
            self = larger
        }
    }

    private static func rounded(_ capacity: Int) -> Int {
        (capacity + keysPerLargePage - 1) / keysPerLargePage * keysPerLargePage
    }
}
