/// Keys or digests, many of them: an array whose memory comes in large pages and is kept for the next one.
///
/// A value like any array: copies share memory until one of them changes. It may also view keys in a mapped file, which
/// changing copies into memory.
@safe
public struct KeyArray: Sendable {
    private var storage: KeyStorage

    /// Makes an empty array with room for `capacity` keys.
    public init(capacity: Int = 0) {
        storage = KeyStorage(capacity: capacity)
    }

    /// Views keys in a mapped file.
    public init(_ mapping: any KeyMapping) {
        storage = unsafe mapping.keys.isEmpty ? KeyStorage(capacity: 0) : KeyStorage(mapping)
    }

    /// Makes an array of `count` zeroes.
    public init(zeroes count: Int) {
        storage = KeyStorage(capacity: count)
        appendZeroes(count)
    }

    /// Copies keys.
    public init(_ keys: some Collection<UInt64>) {
        storage = KeyStorage(capacity: keys.count)
        append(addingCapacity: keys.count) { output in
            for key in keys { output.append(key) }
        }
    }

    /// Copies the keys at some places of another array.
    public init(_ other: KeyArray, _ places: Range<Int>) {
        storage = KeyStorage(capacity: places.count)
        append(contentsOf: other, places)
    }

    /// The number of keys.
    public var count: Int { storage.count }
    /// The number of keys there is room for.
    public var capacity: Int { storage.capacity }
    /// Whether there is no key.
    public var isEmpty: Bool { count == 0 }
    /// The places of the keys.
    public var indices: Range<Int> { 0..<count }
    /// The first key; nil if there is none.
    public var first: UInt64? { isEmpty ? nil : self[0] }
    /// The last key; nil if there is none.
    public var last: UInt64? { isEmpty ? nil : self[count - 1] }

    /// The key at `index`.
    public subscript(index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        return unsafe storage.start[index]
    }

    /// The keys.
    public var span: Span<UInt64> {
        @_lifetime(borrow self)
        get {
            let keys = unsafe UnsafeBufferPointer(start: storage.start, count: count)
            return unsafe _overrideLifetime(Span(_unsafeElements: keys), borrowing: self)
        }
    }

    /// The keys, to be changed in place.
    public var mutableSpan: MutableSpan<UInt64> {
        @_lifetime(&self)
        mutating get {
            ensureUnique(capacity: count)
            let keys = unsafe UnsafeMutableBufferPointer(start: storage.start, count: count)
            return unsafe _overrideLifetime(MutableSpan(_unsafeElements: keys), mutating: &self)
        }
    }

    /// Makes room for that many keys in all.
    public mutating func reserveCapacity(_ capacity: Int) {
        ensureUnique(capacity: capacity)
    }

    /// Appends what `body` writes, at most `count` keys; room grows by doubling.
    public mutating func append(addingCapacity count: Int, _ body: (inout OutputSpan<UInt64>) -> Void) {
        reserveByDoubling(count)
        let room = unsafe UnsafeMutableBufferPointer(start: storage.start + self.count, count: count)
        var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
        body(&output)
        storage.count += unsafe output.finalize(for: room)
    }

    /// Appends as many of the keys that `body` writes, in any order, to the beginning of room for `count` as it says.
    mutating func append(upTo count: Int, _ body: (inout MutableSpan<UInt64>) -> Int) {
        reserveByDoubling(count)
        let buffer = unsafe UnsafeMutableBufferPointer(start: storage.start + self.count, count: count)
        var room = unsafe MutableSpan(_unsafeElements: buffer)
        let kept = body(&room)
        precondition(0...count ~= kept)
        storage.count += kept
    }

    private mutating func reserveByDoubling(_ count: Int) {
        let needed = self.count + count
        ensureUnique(capacity: needed > capacity ? max(needed, 2 * capacity) : needed)
    }

    /// Appends the keys of another array, or those at some of its places.
    public mutating func append(contentsOf other: KeyArray, _ places: Range<Int>? = nil) {
        let places = places ?? other.indices
        append(addingCapacity: places.count) { output in
            let keys = other.span
            for index in places { output.append(keys[index]) }
        }
    }

    /// Appends one key.
    public mutating func append(_ key: UInt64) {
        append(addingCapacity: 1) { $0.append(key) }
    }

    /// Appends zeroes.
    public mutating func appendZeroes(_ count: Int) {
        append(addingCapacity: count) { output in
            output.append(repeating: 0, count: count)
        }
    }

    /// Removes all keys, keeping their room.
    public mutating func removeAll() {
        ensureUnique(capacity: 0)
        storage.count = 0
    }

    /// Cuts or fills up with arbitrary keys to that many, for memory that is overwritten anyway.
    mutating func setCount(_ count: Int) {
        if capacity < count { removeAll() }
        ensureUnique(capacity: count)
        storage.count = count
    }

    private mutating func ensureUnique(capacity: Int) {
        if storage.mapping != nil || !isKnownUniquelyReferenced(&storage) {
            let copy = KeyStorage(capacity: max(capacity, count))
            unsafe copy.start.update(from: storage.start, count: count)
            copy.count = count
            storage = copy
        } else if capacity > self.capacity {
            storage.grow(to: capacity)
        }
    }

    /// How many keys a loop looks at before it lets go of their pages.
    static let blockLength = 1 << 18

    /// Lets go of the memory of mapped keys, all or those at some places; they come back when they are looked at. Does
    /// nothing for keys that are not mapped.
    func releasePages(_ places: Range<Int>? = nil) {
        storage.mapping?.releasePages(places ?? indices)
    }

    /// Gives the memory that arrays have left behind back to the system.
    public static func releaseFreeMemory() {
        KeyBlock.releaseFree()
    }
}

extension KeyArray: Equatable {
    /// Whether both hold the same keys in the same order.
    public static func == (left: KeyArray, right: KeyArray) -> Bool {
        guard left.count == right.count else { return false }
        let (left, right) = (left.span, right.span)
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
