public import CArrow

/// Some rows of a data set, owning Arrow memory.
///
/// `@unchecked Sendable`: the memory is never written after it was imported, and it is released exactly once, when
/// the last reference goes.
@safe
public final class RecordBatch: @unchecked Sendable {
    /// The number of rows.
    public let rowCount: Int
    /// The types of the columns, in order.
    public let types: [ColumnType]
    private var array: ArrowArray

    /// Takes ownership of a struct array as Arrow streams yield them.
    ///
    /// - Throws: ``ColumnError/layout(_:)`` if the array does not have the layout its types demand; it is released.
    public init(taking array: ArrowArray, types: [ColumnType]) throws(ColumnError) {
        unsafe self.array = array
        self.types = types
        unsafe rowCount = Int(array.length)
        guard unsafe Int(array.n_children) == types.count else {
            throw .layout("\(unsafe array.n_children) columns where the schema has \(types.count)")
        }
        guard unsafe array.offset >= 0, unsafe array.length >= 0 else { throw .layout("negative length or offset") }
    }

    deinit {
        if let release = unsafe array.release { unsafe release(&array) }
    }

    /// Hands the array out to be looked at by Arrow, which may move it but must leave it as it is.
    @unsafe
    package func withArray<Result>(_ body: (inout ArrowArray) -> Result) -> Result { unsafe body(&array) }

    /// The column at `index`, without a copy.
    ///
    /// - Parameter rows: The rows of it; nil for all.
    /// - Throws: ``ColumnError`` if the column's buffers do not fit its type, or the type cannot be read.
    public func column(_ index: Int, rows: Range<Int>? = nil) throws(ColumnError) -> Column {
        guard let children = unsafe array.children, let child = unsafe children[index] else {
            throw .layout("column \(index) has no data")
        }
        // The offset and length of the struct apply to its children on top of their own.
        let rows = rows ?? 0..<rowCount
        let slice = try unsafe ArrowSlice(
            child, batch: self, offset: Int(array.offset) + rows.lowerBound, count: rows.count)
        return try Column(slice, type: types[index])
    }
}
