/// Which rows of a column have a value.
///
/// `@unchecked Sendable`: points into memory of a batch that nobody writes, and keeps that batch alive.
@safe
public struct Validity: @unchecked Sendable {
    /// The number of rows without a value.
    public let nullCount: Int
    private let bitmap: UnsafePointer<UInt8>?
    private let offset: Int
    private let count: Int
    private let batch: RecordBatch

    init(bitmap: UnsafePointer<UInt8>?, offset: Int, count: Int, batch: RecordBatch) {
        unsafe self.bitmap = bitmap
        self.offset = offset
        self.count = count
        self.batch = batch
        nullCount = unsafe bitmap.map { unsafe count - Self.setBits($0, offset..<offset + count) } ?? 0
    }

    /// How many of the bits are set, whole bytes at a time between the first and the last one.
    private static func setBits(_ bitmap: UnsafePointer<UInt8>, _ bits: Range<Int>) -> Int {
        let (first, end) = (min((bits.lowerBound + 7) & ~7, bits.upperBound), bits.upperBound & ~7)
        guard first <= end else { return bits.count { unsafe isSet(bitmap, $0) } }
        let before = (bits.lowerBound..<first).count { unsafe isSet(bitmap, $0) }
        let behind = (end..<bits.upperBound).count { unsafe isSet(bitmap, $0) }
        return (first >> 3..<end >> 3).reduce(before + behind) { unsafe $0 + bitmap[$1].nonzeroBitCount }
    }

    private static func isSet(_ bitmap: UnsafePointer<UInt8>, _ bit: Int) -> Bool {
        unsafe bitmap[bit >> 3] & (1 << UInt8(bit & 7)) != 0
    }

    /// Whether `row` has a value.
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < count)
        guard let bitmap = unsafe bitmap else { return true }
        return unsafe Self.isSet(bitmap, offset + row)
    }
}
