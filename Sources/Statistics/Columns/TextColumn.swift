/// A column of UTF-8 strings, viewed in place.
///
/// `@unchecked Sendable`: points into memory of a batch that nobody writes, and keeps that batch alive.
@safe
public struct TextColumn: @unchecked Sendable {
    /// Where the bytes are; only ``buffer(at:)`` follows these pointers.
    @unsafe
    private enum Layout {
        case offsets32(UnsafePointer<Int32>, data: UnsafePointer<UInt8>?)
        case offsets64(UnsafePointer<Int64>, data: UnsafePointer<UInt8>?)
        /// 16 bytes per row: length, then 12 bytes inline, or a prefix, a buffer index and an offset.
        case views(UnsafeRawPointer, data: [UnsafeRawPointer?])
        case empty
    }

    /// Which rows have a value.
    public let validity: Validity
    /// The number of rows.
    public let count: Int
    private let layout: Layout

    init(_ slice: ArrowSlice, type: ColumnType) throws(ColumnError) {
        validity = slice.validity()
        count = slice.count
        guard let index = try unsafe slice.buffer(1) else {
            unsafe layout = .empty
            return
        }
        if type == .utf8View {
            var data: [UnsafeRawPointer?] = unsafe []
            // The last buffer holds the lengths of the others.
            for buffer in 2..<max(2, slice.bufferCount - 1) { unsafe data.append(try slice.buffer(buffer)) }
            unsafe layout = .views(index + slice.offset * 16, data: data)
        } else {
            // All strings of a slice may be empty, and then there need not be a data buffer.
            let data = unsafe (try? slice.buffer(2))?.assumingMemoryBound(to: UInt8.self)
            if type == .utf8 {
                unsafe layout = .offsets32(index.assumingMemoryBound(to: Int32.self) + slice.offset, data: data)
            } else {
                unsafe layout = .offsets64(index.assumingMemoryBound(to: Int64.self) + slice.offset, data: data)
            }
        }
    }

    /// The bytes of the string at `row`; empty where there is none.
    public subscript(row: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            precondition(row >= 0 && row < count)
            let bytes = unsafe buffer(at: row)
            return unsafe _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self)
        }
    }

    @unsafe
    private func buffer(at row: Int) -> UnsafeBufferPointer<UInt8> {
        switch unsafe layout {
        case .offsets32(let offsets, let data):
            let start = unsafe Int(offsets[row])
            return unsafe UnsafeBufferPointer(
                start: data.map { unsafe $0 + start }, count: Int(offsets[row + 1]) - start)
        case .offsets64(let offsets, let data):
            let start = unsafe Int(offsets[row])
            return unsafe UnsafeBufferPointer(
                start: data.map { unsafe $0 + start }, count: Int(offsets[row + 1]) - start)
        case .views(let views, let data):
            return unsafe Self.view(views + row * 16, data: data)
        case .empty:
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
    }

    @unsafe
    private static func view(_ view: UnsafeRawPointer, data: [UnsafeRawPointer?]) -> UnsafeBufferPointer<UInt8> {
        let length = unsafe Int(view.load(as: Int32.self))
        if length <= 12 {
            return unsafe UnsafeBufferPointer(start: (view + 4).assumingMemoryBound(to: UInt8.self), count: length)
        }
        let buffer = unsafe Int(view.load(fromByteOffset: 8, as: Int32.self))
        let offset = unsafe Int(view.load(fromByteOffset: 12, as: Int32.self))
        guard let bytes = unsafe data[buffer] else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        return unsafe UnsafeBufferPointer(start: (bytes + offset).assumingMemoryBound(to: UInt8.self), count: length)
    }
}
