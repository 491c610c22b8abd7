/// Keys that lie in a file and are mapped into memory, not to be changed. The mapping ends with the last reference.
public protocol KeyMapping: AnyObject, Sendable {
    /// The mapped keys.
    var keys: UnsafeBufferPointer<UInt64> { get }
    /// Takes the pages of these keys out of the process; they come back when they are read again.
    func releasePages(_ places: Range<Int>)
}

/// What takes keys in the order in which they are to be kept.
public protocol KeySink: AnyObject {
    /// Takes keys, behind those that came before.
    ///
    /// - Throws: ``ColumnError/spill(_:)`` with the reason, such as a full disk.
    func append(_ keys: Span<UInt64>) throws(ColumnError)
}

/// A file of keys that is written once, from its beginning, and then mapped.
public protocol KeyFile: KeySink, Sendable {
    /// The number of keys that were written.
    var count: Int { get }
    /// Maps keys that were written.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    func map(_ places: Range<Int>) throws(ColumnError) -> any KeyMapping
}

/// Where keys go that are too many for memory.
public protocol KeySpill: Sendable {
    /// The most keys of one column to hold in memory; sorting them takes as much again.
    var keyLimit: Int { get }
    /// An empty file, which is gone with its last reference.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    func makeFile() throws(ColumnError) -> any KeyFile
}
