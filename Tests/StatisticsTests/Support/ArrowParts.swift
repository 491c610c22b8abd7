import CArrow
import Statistics

/// What an Arrow array consists of, to be made by a test.
struct ArrowParts {
    /// Memory that the array will own.
    @safe
    struct Buffer {
        fileprivate let memory: UnsafeRawPointer?

        /// No memory: there is no such buffer.
        init() {
            unsafe memory = nil
        }

        init<Scalar: BitwiseCopyable>(_ values: [Scalar]) {
            let stride = MemoryLayout<Scalar>.stride
            let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, values.count) * stride, alignment: 64)
            for (index, value) in values.enumerated() {
                unsafe memory.storeBytes(of: value, toByteOffset: index * stride, as: Scalar.self)
            }
            unsafe self.memory = UnsafeRawPointer(memory)
        }

        /// One bit for each value, set where there is one.
        init(bitsOf values: [(some Any)?]) {
            var bytes = [UInt8](repeating: 0, count: (values.count + 7) / 8)
            for (row, value) in values.enumerated() where value != nil { bytes[row / 8] |= 1 << UInt8(row % 8) }
            self.init(bytes)
        }
    }

    var length: Int
    var offset = 0
    /// Negative where it is left uncomputed.
    var nullCount = -1
    var buffers: [Buffer]
    /// Parts of the dictionary; at most one.
    var dictionary: [ArrowParts] = []

    /// The only column of a batch.
    func column(_ type: ColumnType) throws(ColumnError) -> Column {
        var batch = unsafe ArrowParts(length: length, nullCount: 0, buffers: [Buffer()]).array()
        let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: 1)
        unsafe children.initialize(to: boxed())
        unsafe batch.children = children
        unsafe batch.n_children = 1
        return try unsafe RecordBatch(taking: batch, types: [type]).column(0)
    }

    private func boxed() -> UnsafeMutablePointer<ArrowArray> {
        let box = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
        unsafe box.initialize(to: array())
        return unsafe box
    }

    private func array() -> ArrowArray {
        var array = unsafe ArrowArray()
        unsafe array.length = Int64(length)
        unsafe array.offset = Int64(offset)
        unsafe array.null_count = Int64(nullCount)
        unsafe array.n_buffers = Int64(buffers.count)
        let list = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: max(1, buffers.count))
        for (index, buffer) in buffers.enumerated() { unsafe (list + index).initialize(to: buffer.memory) }
        unsafe array.buffers = list
        if let dictionary = dictionary.first { unsafe array.dictionary = dictionary.boxed() }
        unsafe array.release = { array in
            if let array = unsafe array { unsafe ArrowParts.release(array) }
        }
        return unsafe array
    }

    @unsafe
    private static func release(_ array: UnsafeMutablePointer<ArrowArray>) {
        for index in unsafe 0..<Int(array.pointee.n_buffers) {
            unsafe UnsafeMutableRawPointer(mutating: array.pointee.buffers[index])?.deallocate()
        }
        unsafe array.pointee.buffers.deallocate()
        for index in unsafe 0..<Int(array.pointee.n_children) {
            if let child = unsafe array.pointee.children[index] { unsafe releaseBox(child) }
        }
        if let children = unsafe array.pointee.children { unsafe children.deallocate() }
        if let dictionary = unsafe array.pointee.dictionary { unsafe releaseBox(dictionary) }
        unsafe array.pointee.release = nil
    }

    @unsafe
    private static func releaseBox(_ box: UnsafeMutablePointer<ArrowArray>) {
        unsafe release(box)
        unsafe box.deallocate()
    }
}
