import Foundation
import Statistics

/// A part of a file of keys, mapped read-only; the mapping outlives the descriptor.
///
/// `@unchecked Sendable`: nobody writes the pages.
@safe
final class MappedKeys: KeyMapping, @unchecked Sendable {
    let keys: UnsafeBufferPointer<UInt64>
    private let pages: UnsafeMutableRawPointer?
    private let byteCount: Int
    /// Bytes between the beginning of the first page and the first key.
    private let lead: Int

    private static let pageSize = Int(getpagesize())

    /// Maps `count` keys from a byte of the file on, which is a multiple of 8. Nil, with `errno` set, if that fails.
    init?(_ descriptor: Int32, firstByte: Int, count: Int) {
        lead = firstByte % Self.pageSize
        byteCount = lead + count * 8
        guard count > 0 else {
            unsafe (pages, keys) = unsafe (nil, UnsafeBufferPointer(start: nil, count: 0))
            return
        }
        let mapped = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, off_t(firstByte - lead))
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { return nil }
        unsafe pages = mapped
        unsafe keys = UnsafeBufferPointer(
            start: (mapped + lead).bindMemory(to: UInt64.self, capacity: count), count: count)
    }

    deinit {
        if let pages = unsafe pages { unsafe munmap(pages, byteCount) }
    }

    func releasePages(_ places: Range<Int>) {
        guard let pages = unsafe pages else { return }
        let first = (lead + places.lowerBound * 8 + Self.pageSize - 1) / Self.pageSize * Self.pageSize
        let end = (lead + places.upperBound * 8) / Self.pageSize * Self.pageSize
        if first < end { unsafe madvise(pages + first, end - first, MADV_DONTNEED) }
    }
}
