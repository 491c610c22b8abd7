import CArrow
import CArrowDataset
import Foundation
public import Statistics

/// A data set whose schema is known and whose columns can be streamed, by several threads at a time.
///
/// `@unchecked Sendable`: the handle is opaque, the functions it is passed to may be called from any thread, and it is
/// closed once, when the last reference goes; streams hold a reference.
@safe
public final class OpenDataset: @unchecked Sendable {
    /// Where the data set is.
    public let location: DatasetLocation
    /// The files it consists of, as they were when it was opened.
    public let files: DatasetFiles
    /// Whether columns can be read apart from each other at little more than their own cost.
    public let isColumnar: Bool
    /// Whether the files declare the types of their columns, rather than that values tell them.
    public let isTyped: Bool
    private let handle: OpaquePointer
    /// Columns of integers that count time, with the unit they count in.
    private let epochs: [String: ColumnType.TimeUnit]

    /// Opens the files at a location and reads their schema.
    ///
    /// - Parameter epochs: Columns of 64-bit integers that count time since 1970-01-01 UTC; they are read as timestamps.
    /// - Throws: ``DatasetError``, if there are none, or they are empty, broken or of several formats.
    public init(_ location: DatasetLocation, epochs: [String: ColumnType.TimeUnit] = [:]) throws(DatasetError) {
        let files = try DatasetFiles(at: location)
        let format = try Self.format(of: files, at: location)
        self.location = location
        self.files = files
        self.epochs = epochs
        isColumnar = format.isColumnar && files.files.count == 1
        isTyped = format.isTyped
        unsafe handle = try Self.open(files, format: format, at: location)
    }

    deinit {
        unsafe mw_arrow_dataset_close(handle)
    }

    /// The columns. Those of CSV files may become wider while they are read.
    public func columns() throws(DatasetError) -> [ColumnDescription] {
        var schema = unsafe ArrowSchema()
        try unsafe Self.check(mw_arrow_dataset_schema(handle, &schema), at: location)
        return described(unsafe ArrowSchemaReader.columns(consuming: &schema))
    }

    /// Columns as they are read: integers that count time are timestamps.
    func described(_ columns: [ColumnDescription]) -> [ColumnDescription] {
        guard !epochs.isEmpty else { return columns }
        return columns.map { column in
            guard column.type == .int64, let unit = epochs[column.name] else { return column }
            return ColumnDescription(name: column.name, type: .timestamp(unit, zone: "UTC"))
        }
    }

    /// Leaves rows out of all later streams of which the format tells, without their being read, that their times are
    /// neither in a range nor from `now` on, in nanoseconds since 1970-01-01 UTC. Others stay, whatever their time is.
    ///
    /// - Returns: What is known of the rows that are left out.
    public func skipRows(of column: String, outside range: TimeRange, now: Int64) throws(DatasetError)
        -> TimeSelector.Counts
    {
        var skipped = mw_arrow_skipped()
        let tick = (epochs[column] ?? .seconds).nanoseconds
        let message = unsafe mw_arrow_dataset_skip(handle, column, tick, range.start, range.end, now, &skipped)
        try unsafe Self.check(message, at: location)
        var counts = TimeSelector.Counts()
        counts.missing = Int(skipped.missing)
        if skipped.rows > 0 { counts.know(skipped.oldest...skipped.newest) }
        return counts
    }

    /// The number of rows, where the format records it.
    public var recordedRowCount: Int? {
        var count: Int64 = -1
        let message = unsafe mw_arrow_dataset_row_count(handle, &count)
        unsafe mw_arrow_free_message(message)
        return count < 0 ? nil : Int(count)
    }

    /// Streams the named columns, in this order, in batches of at most `batchRows` rows.
    ///
    /// - Parameter selection: The rows that count; nil for all.
    public func stream(
        _ columns: [String], batchRows: Int = 32_768, selecting selection: RowSelection? = nil
    ) throws(DatasetError) -> RecordBatchStream {
        var stream = unsafe ArrowArrayStream()
        let message = unsafe Self.withCStrings(columns) { names in
            unsafe mw_arrow_dataset_stream(handle, names, Int64(columns.count), Int64(batchRows), &stream)
        }
        try unsafe Self.check(message, at: location)
        return try unsafe RecordBatchStream(taking: stream, of: self, selecting: selection)
    }

    /// Makes sure that the files are still those that were opened.
    ///
    /// - Throws: ``DatasetError/changedWhileRead(_:)``
    public func checkUnchanged() throws(DatasetError) {
        guard let now = try? DatasetFiles(at: location), now == files else { throw .changedWhileRead(location.path) }
    }
}

extension OpenDataset {
    private static func format(of files: DatasetFiles, at location: DatasetLocation) throws(DatasetError)
        -> DatasetFormat
    {
        var formats: Set<DatasetFormat> = []
        for file in files.files { formats.insert(try DatasetFormat.detect(file.path)) }
        guard formats.count == 1, let format = formats.first else {
            throw .mixedFormats(path: location.path, formats: formats.map(\.rawValue).sorted())
        }
        if format == .arrowStream, files.files.count > 1 {
            throw .unreadable(
                path: location.path, reason: "Arrow IPC streams are read one at a time, not as a folder or glob")
        }
        return format
    }

    @unsafe
    private static func open(
        _ files: DatasetFiles, format: DatasetFormat, at location: DatasetLocation
    ) throws(DatasetError) -> OpaquePointer {
        var handle: OpaquePointer?
        let paths = files.files.map(\.path)
        let message = unsafe withCStrings(paths) { names in
            unsafe mw_arrow_dataset_open(names, Int64(paths.count), files.partitionBase, format.code, &handle)
        }
        try unsafe check(message, at: location)
        guard let handle = unsafe handle else { throw .unreadable(path: location.path, reason: "no data set") }
        return unsafe handle
    }

    /// Throws the shim's message, if there is one, and frees it.
    @unsafe
    static func check(_ message: UnsafeMutablePointer<CChar>?, at location: DatasetLocation)
        throws(DatasetError)
    {
        guard let message = unsafe message else { return }
        defer { unsafe mw_arrow_free_message(message) }
        throw .unreadable(path: location.path, reason: unsafe String(cString: message))
    }

    @unsafe
    private static func withCStrings<R>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>>) -> R
    ) -> R {
        let copies = unsafe strings.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.compactMap { unsafe UnsafePointer<CChar>($0) }
        // An empty list has no address; the callee reads none of it then.
        let list = unsafe UnsafeMutableBufferPointer<UnsafePointer<CChar>>.allocate(capacity: max(1, pointers.count))
        defer { unsafe list.deallocate() }
        _ = unsafe list.initialize(from: pointers)
        guard let start = list.baseAddress else { preconditionFailure("allocated") }
        return unsafe body(UnsafePointer(start))
    }
}
