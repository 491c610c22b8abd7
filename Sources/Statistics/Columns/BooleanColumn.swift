/// A column of bits, viewed in place.
///
/// `@unchecked Sendable`: points into memory of a batch that nobody writes, and keeps that batch alive.
@safe
public struct BooleanColumn: @unchecked Sendable {
    /// Which rows have a value.
    public let validity: Validity
    /// The number of rows.
    public let count: Int
    private let bits: UnsafePointer<UInt8>?
    private let offset: Int

    init(_ slice: ArrowSlice) throws(ColumnError) {
        validity = slice.validity()
        count = slice.count
        offset = slice.offset
        unsafe bits = try slice.buffer(1)?.assumingMemoryBound(to: UInt8.self)
    }

    /// The value at `row`.
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < count)
        guard let bits = unsafe bits else { return false }
        let bit = offset + row
        return unsafe bits[bit >> 3] & (1 << UInt8(bit & 7)) != 0
    }
}
