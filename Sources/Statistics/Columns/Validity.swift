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
        var nulls = 0
        if let bitmap = unsafe bitmap {
            for row in offset..<offset + count where unsafe bitmap[row >> 3] & (1 << UInt8(row & 7)) == 0 { nulls += 1 }
        }
        nullCount = nulls
    }

    /// Whether `row` has a value.
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < count)
        guard let bitmap = unsafe bitmap else { return true }
        let bit = offset + row
        return unsafe bitmap[bit >> 3] & (1 << UInt8(bit & 7)) != 0
    }
}
