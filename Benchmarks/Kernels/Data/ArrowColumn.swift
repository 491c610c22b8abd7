import CArrow
import Statistics

/// Columns in Arrow's layout, as readers hand them over. Their memory lives as long as the process.
enum ArrowColumn {
    private static let names = [
        "blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock",
    ]

    /// Double-precision numbers; one in `nullsEvery` rows lacks its value.
    static func numbers(_ values: [Double], nullsEvery period: Int? = nil) throws -> Column {
        let bitmap = period.map { period in
            (0..<(values.count + 7) / 8).map { byte in
                (0..<8).reduce(UInt8(0)) { bits, bit in (byte * 8 + bit) % period == 0 ? bits : bits | 1 << UInt8(bit) }
            }
        }
        let buffers = [bitmap.map { ArrowBuffer($0) } ?? ArrowBuffer(), ArrowBuffer(values)]
        return try unsafe column(array(buffers, count: values.count), type: .float64)
    }

    /// Labels as places in a dictionary of ten names.
    static func labels(_ places: [Int32]) throws -> Column {
        var values = unsafe array([ArrowBuffer(), ArrowBuffer(places)], count: places.count)
        unsafe values.dictionary = boxed(array(texts(names), count: names.count))
        return try unsafe column(values, type: .dictionary(index: .int32, values: .utf8))
    }

    /// The same labels written out, as from a CSV file.
    static func texts(_ places: [Int32]) throws -> Column {
        try unsafe column(array(texts(places.map { names[Int($0)] }), count: places.count), type: .utf8)
    }

    private static func texts(_ values: [String]) -> [ArrowBuffer] {
        var ends: [Int32] = [0]
        for value in values { ends.append((ends.last ?? 0) + Int32(value.utf8.count)) }
        return [ArrowBuffer(), ArrowBuffer(ends), ArrowBuffer(values.flatMap(\.utf8))]
    }

    /// The only column of a batch.
    @unsafe
    private static func column(_ values: ArrowArray, type: ColumnType) throws -> Column {
        var batch = unsafe array([ArrowBuffer()], count: Int(values.length))
        let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: 1)
        unsafe children.initialize(to: boxed(values))
        unsafe batch.n_children = 1
        unsafe batch.children = children
        return try unsafe RecordBatch(taking: batch, types: [type]).column(0)
    }

    @unsafe
    private static func boxed(_ array: ArrowArray) -> UnsafeMutablePointer<ArrowArray> {
        let box = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
        unsafe box.initialize(to: array)
        return unsafe box
    }

    @unsafe
    private static func array(_ buffers: [ArrowBuffer], count: Int) -> ArrowArray {
        var array = unsafe ArrowArray()
        let list = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: buffers.count)
        for (index, buffer) in buffers.enumerated() { unsafe (list + index).initialize(to: buffer.memory) }
        unsafe array.length = Int64(count)
        unsafe array.null_count = -1
        unsafe array.n_buffers = Int64(buffers.count)
        unsafe array.buffers = list
        return unsafe array
    }
}
