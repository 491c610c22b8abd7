import CArrow
import CArrowDataset
public import Statistics

/// The rows of a data set, batch by batch. Used by one thread at a time.
@safe
public final class RecordBatchStream {
    /// The columns of each batch.
    public let columns: [ColumnDescription]
    private let types: [ColumnType]
    private let dataset: OpenDataset
    /// The rows that batches consist of; nil for all.
    private let selection: RowSelection?
    /// Rows of the data set that are behind us, selected or not.
    private var passed = 0
    private var stream: ArrowArrayStream

    @unsafe
    init(taking stream: ArrowArrayStream, of dataset: OpenDataset, selecting selection: RowSelection?)
        throws(DatasetError)
    {
        self.dataset = dataset
        self.selection = selection
        unsafe self.stream = stream
        var schema = unsafe ArrowSchema()
        let code = unsafe self.stream.get_schema(&self.stream, &schema)
        let columns = unsafe code == 0 ? ArrowSchemaReader.columns(consuming: &schema) : []
        self.columns = dataset.described(columns)
        types = self.columns.map(\.type)
        if code != 0 { throw failure(code) }
    }

    deinit {
        if let release = unsafe stream.release { unsafe release(&stream) }
    }

    /// The next batch, or nil at the end.
    ///
    /// - Throws: ``DatasetError/schemaWidened`` if a CSV has to be read again with a wider type.
    public func next() throws(DatasetError) -> RecordBatch? {
        while var array = try unsafe nextArray() {
            guard try unsafe select(from: &array) else { continue }
            do {
                return try unsafe RecordBatch(taking: array, types: types)
            } catch {
                throw .unreadable(path: dataset.location.path, reason: error.description)
            }
        }
        return nil
    }

    @unsafe
    private func nextArray() throws(DatasetError) -> ArrowArray? {
        var array = unsafe ArrowArray()
        let code = unsafe stream.get_next(&stream, &array)
        guard code == 0 else { throw failure(code) }
        guard unsafe array.release == nil else { return unsafe array }
        guard passed == selection?.rowCount ?? passed else { throw .changedWhileRead(dataset.location.path) }
        return nil
    }

    /// Leaves the selected rows of a batch; says false, with the batch released, if there are none.
    @unsafe
    private func select(from array: inout ArrowArray) throws(DatasetError) -> Bool {
        guard let selection else { return true }
        let rows = unsafe passed..<passed + Int(array.length)
        passed = rows.upperBound
        guard passed <= selection.rowCount else {
            unsafe array.release?(&array)
            throw .changedWhileRead(dataset.location.path)
        }
        switch selection.coverage(of: rows) {
        case .all: return true
        case .none:
            unsafe array.release?(&array)
            return false
        case .some:
            try unsafe take(selection.places(in: rows), from: &array)
            return true
        }
    }

    @unsafe
    private func take(_ places: [Int32], from array: inout ArrowArray) throws(DatasetError) {
        var taken = unsafe ArrowArray()
        let message = unsafe mw_arrow_stream_take(&stream, &array, places, Int64(places.count), &taken)
        if let release = unsafe array.release { unsafe release(&array) }
        try unsafe OpenDataset.check(message, at: dataset.location)
        unsafe array = taken
    }

    /// Copies some rows of a batch of this stream, in the order of their places.
    public func copying(_ places: [Int32], of batch: RecordBatch) throws(DatasetError) -> RecordBatch {
        var taken = unsafe ArrowArray()
        let message = unsafe batch.withArray { array in
            unsafe mw_arrow_stream_take(&stream, &array, places, Int64(places.count), &taken)
        }
        try unsafe OpenDataset.check(message, at: dataset.location)
        do {
            return try unsafe RecordBatch(taking: taken, types: types)
        } catch {
            throw .unreadable(path: dataset.location.path, reason: error.description)
        }
    }

    private func failure(_ code: Int32) -> DatasetError {
        if code == MW_ARROW_SCHEMA_WIDENED { return .schemaWidened }
        let message = unsafe stream.get_last_error(&stream).map { unsafe String(cString: $0) }
        return .unreadable(path: dataset.location.path, reason: message ?? "error \(code)")
    }
}
