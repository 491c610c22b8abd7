import CArrow

/// A run of rows within one Arrow array, with the batch that keeps its memory alive.
@safe
struct ArrowSlice {
    let batch: RecordBatch
    let count: Int
    /// The row of the buffers at which the slice starts.
    let offset: Int
    private let array: UnsafePointer<CArrow.ArrowArray>

    init(
        _ array: UnsafePointer<CArrow.ArrowArray>, batch: RecordBatch, offset: Int, count: Int
    ) throws(ColumnError) {
        guard unsafe array.pointee.offset >= 0, unsafe Int(array.pointee.length) >= offset + count else {
            throw .layout("\(unsafe array.pointee.length) rows where \(offset + count) are needed")
        }
        self.batch = batch
        self.count = count
        unsafe self.offset = offset + Int(array.pointee.offset)
        unsafe self.array = array
    }

    /// The dictionary that the values of this slice index.
    func dictionary() throws(ColumnError) -> ArrowSlice {
        guard let dictionary = unsafe array.pointee.dictionary else { throw .layout("the dictionary is missing") }
        return try unsafe ArrowSlice(dictionary, batch: batch, offset: 0, count: Int(dictionary.pointee.length))
    }

    /// The buffer at `index`; nil only where there are no rows.
    func buffer(_ index: Int) throws(ColumnError) -> UnsafeRawPointer? {
        guard unsafe index < Int(array.pointee.n_buffers), let buffers = unsafe array.pointee.buffers else {
            throw .layout("buffer \(index) is missing")
        }
        guard let buffer = unsafe buffers[index] else {
            if count == 0 { return nil }
            throw .layout("buffer \(index) is empty")
        }
        return unsafe buffer
    }

    /// The number of buffers; view columns have as many as they need.
    var bufferCount: Int { unsafe Int(array.pointee.n_buffers) }

    /// Which rows have a value. The bitmap may be absent, and the count of nulls may be left uncomputed (-1).
    func validity() -> Validity {
        guard unsafe array.pointee.n_buffers > 0, let buffers = unsafe array.pointee.buffers,
            let bitmap = unsafe buffers[0], unsafe array.pointee.null_count != 0
        else { return unsafe Validity(bitmap: nil, offset: 0, count: count, batch: batch) }
        return unsafe Validity(
            bitmap: bitmap.assumingMemoryBound(to: UInt8.self), offset: offset, count: count, batch: batch)
    }
}
