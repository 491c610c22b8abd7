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
    private var stream: ArrowArrayStream

    @unsafe
    init(taking stream: ArrowArrayStream, of dataset: OpenDataset) throws(DatasetError) {
        self.dataset = dataset
        unsafe self.stream = stream
        var schema = unsafe ArrowSchema()
        let code = unsafe self.stream.get_schema(&self.stream, &schema)
        let columns = unsafe code == 0 ? ArrowSchemaReader.columns(consuming: &schema) : []
        self.columns = columns
        types = columns.map(\.type)
        if code != 0 { throw failure(code) }
    }

    deinit {
        if let release = unsafe stream.release { unsafe release(&stream) }
    }

    /// The next batch, or nil at the end.
    ///
    /// - Throws: ``DatasetError/schemaWidened`` if a CSV has to be read again with a wider type.
    public func next() throws(DatasetError) -> RecordBatch? {
        var array = unsafe ArrowArray()
        let code = unsafe stream.get_next(&stream, &array)
        guard code == 0 else { throw failure(code) }
        guard unsafe array.release != nil else { return nil }
        do {
            return try unsafe RecordBatch(taking: array, types: types)
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
