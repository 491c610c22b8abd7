/// The memory of a ``KeyArray``: a block of its own, or a mapped file.
///
/// `@unchecked Sendable`: written only by its one owner, which ``KeyArray`` makes sure of; shared storage is only read.
@safe
final class KeyStorage: @unchecked Sendable {
    /// Where the keys are; those of a mapping must not be written.
    private(set) var start: UnsafeMutablePointer<UInt64>
    /// The number of keys there is room for; none in a mapping.
    private(set) var capacity: Int
    /// The number of keys that are set.
    var count = 0
    private var block: KeyBlock?
    let mapping: (any KeyMapping)?

    /// Takes memory for at least that many keys.
    init(capacity: Int) {
        let block = KeyBlock.take(capacity)
        unsafe start = block.start
        self.capacity = block.capacity
        self.block = block
        mapping = nil
    }

    /// Views mapped keys.
    init(_ mapping: any KeyMapping) {
        let keys = unsafe mapping.keys
        guard let first = keys.baseAddress else { preconditionFailure("nothing is mapped") }
        unsafe start = UnsafeMutablePointer(mutating: first)
        count = keys.count
        capacity = 0
        self.mapping = mapping
    }

    deinit {
        block?.giveBack()
    }

    /// Makes room for at least that many keys.
    func grow(to capacity: Int) {
        block?.grow(to: capacity, keeping: count)
        guard let block else { preconditionFailure("a mapping does not grow") }
        unsafe start = block.start
        self.capacity = block.capacity
    }
}
