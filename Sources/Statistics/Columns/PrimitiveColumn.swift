/// A column of fixed-width values, viewed in place.
///
/// `@unchecked Sendable`: points into memory of a batch that nobody writes, and keeps that batch alive.
@safe
public struct PrimitiveColumn<Scalar: BitwiseCopyable>: @unchecked Sendable {
    /// Which rows have a value; the others hold arbitrary bits.
    public let validity: Validity
    /// The number of rows.
    public let count: Int
    private let start: UnsafePointer<Scalar>?
    private let valueCount: Int

    init(_ slice: ArrowSlice, valuesPerRow: Int = 1) throws(ColumnError) {
        let buffer = try unsafe slice.buffer(1)
        validity = slice.validity()
        count = slice.count
        valueCount = unsafe buffer == nil ? 0 : slice.count * valuesPerRow
        unsafe start = buffer.map { unsafe $0.assumingMemoryBound(to: Scalar.self) + slice.offset * valuesPerRow }
    }

    /// The values, one per row.
    public var values: Span<Scalar> {
        @_lifetime(borrow self)
        get {
            let buffer = unsafe UnsafeBufferPointer(start: start, count: valueCount)
            return unsafe _overrideLifetime(Span(_unsafeElements: buffer), borrowing: self)
        }
    }
}
