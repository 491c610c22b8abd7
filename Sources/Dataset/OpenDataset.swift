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
    /// What it consists of, as that was when it was opened.
    public let contents: DatasetContents
    /// Whether columns can be read apart from each other at little more than their own cost.
    public let isColumnar: Bool
    /// Whether the files declare the types of their columns, rather than that values tell them.
    public let isTyped: Bool
    private let handle: OpaquePointer
    /// Columns of integers that count time, with the unit they count in.
    private let epochs: [String: ColumnType.TimeUnit]

    /// Where the data set is.
    public var location: DatasetLocation { contents.location }

    /// Opens the files and reads their schema.
    ///
    /// - Parameter epochs: Columns of 64-bit integers that count time since 1970-01-01 UTC; they are read as timestamps.
    /// - Throws: ``DatasetError``, if they are empty, broken or of several formats.
    public init(_ contents: DatasetContents, epochs: [String: ColumnType.TimeUnit] = [:]) throws(DatasetError) {
        let probes = try Self.probes(of: contents)
        let format = probes[0].format
        self.contents = contents
        self.epochs = epochs
        isColumnar = format.isColumnar && contents.files.count == 1
        isTyped = format.isTyped
        unsafe handle = try Self.open(contents, as: probes)
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
        let message = unsafe CStrings(columns).withPointers { names in
            unsafe mw_arrow_dataset_stream(handle, names, Int64(columns.count), Int64(batchRows), &stream)
        }
        try unsafe Self.check(message, at: location)
        return try unsafe RecordBatchStream(taking: stream, of: self, selecting: selection)
    }

    /// Makes sure that the files are still those that were opened.
    ///
    /// - Throws: ``DatasetError/changedWhileRead(_:)``
    public func checkUnchanged() throws(DatasetError) {
        if !contents.areInPlace { throw .changedWhileRead(location.path) }
    }
}

extension OpenDataset {
    /// One for each file, all of one format.
    private static func probes(of contents: DatasetContents) throws(DatasetError) -> [FileProbe] {
        let location = contents.location
        var probes: [FileProbe] = []
        for file in contents.files { probes.append(try FileProbe(file, declared: location.textFormat)) }
        let formats = Set(probes.map(\.format))
        guard formats.count == 1, let format = formats.first else {
            throw .mixedFormats(path: location.path, formats: formats.map(\.rawValue).sorted())
        }
        if format == .arrowStream, contents.files.count > 1 {
            throw .unreadable(
                path: location.path, reason: "Arrow IPC streams are read one at a time, not as a folder or glob")
        }
        return probes
    }

    @unsafe
    private static func open(
        _ contents: DatasetContents, as probes: [FileProbe]
    ) throws(DatasetError) -> OpaquePointer {
        let location = contents.location
        var handle: OpaquePointer?
        let packed = zip(contents.files, probes).map { (file: $0, compression: $1.compression) }
        let folders = contents.folders
        let message = unsafe DataFile.withShimFiles(packed) { list in
            unsafe CStrings(folders).withPointers { names in
                unsafe mw_arrow_dataset_open(
                    list, Int64(packed.count), contents.partitionBase, names, Int64(folders.count),
                    probes[0].format.code, Int64(location.maximumBytes), &handle)
            }
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
}
