import CArrow
import CArrowDataset
import Foundation
import Statistics

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

    /// Opens the files at a location and reads their schema.
    ///
    /// - Throws: ``DatasetError``, if there are none, or they are empty, broken or of several formats.
    public init(_ location: DatasetLocation) throws(DatasetError) {
        let files = try DatasetFiles(at: location)
        let probes = try Self.probes(of: files, at: location)
        let format = probes[0].format
        self.location = location
        self.files = files
        isColumnar = format.isColumnar && files.files.count == 1
        isTyped = format.isTyped
        unsafe handle = try Self.open(files, as: probes, at: location)
    }

    deinit {
        unsafe mw_arrow_dataset_close(handle)
    }

    /// The columns. Those of CSV files may become wider while they are read.
    public func columns() throws(DatasetError) -> [ColumnDescription] {
        var schema = unsafe ArrowSchema()
        try unsafe Self.check(mw_arrow_dataset_schema(handle, &schema), at: location)
        return unsafe ArrowSchemaReader.columns(consuming: &schema)
    }

    /// The number of rows, where the format records it.
    public var recordedRowCount: Int? {
        var count: Int64 = -1
        let message = unsafe mw_arrow_dataset_row_count(handle, &count)
        unsafe mw_arrow_free_message(message)
        return count < 0 ? nil : Int(count)
    }

    /// Streams the named columns, in this order, in batches of at most `batchRows` rows.
    public func stream(_ columns: [String], batchRows: Int = 32_768) throws(DatasetError) -> RecordBatchStream {
        var stream = unsafe ArrowArrayStream()
        let message = unsafe Self.withCStrings(columns) { names in
            unsafe mw_arrow_dataset_stream(handle, names, Int64(columns.count), Int64(batchRows), &stream)
        }
        try unsafe Self.check(message, at: location)
        return try unsafe RecordBatchStream(taking: stream, of: self)
    }

    /// Makes sure that the files are still those that were opened.
    ///
    /// - Throws: ``DatasetError/changedWhileRead(_:)``
    public func checkUnchanged() throws(DatasetError) {
        guard let now = try? DatasetFiles(at: location), now == files else { throw .changedWhileRead(location.path) }
    }
}

extension OpenDataset {
    /// One for each file, all of one format.
    private static func probes(of files: DatasetFiles, at location: DatasetLocation) throws(DatasetError)
        -> [FileProbe]
    {
        var probes: [FileProbe] = []
        for file in files.files { probes.append(try FileProbe(file.data, declared: location.textFormat)) }
        let formats = Set(probes.map(\.format))
        guard formats.count == 1, let format = formats.first else {
            throw .mixedFormats(path: location.path, formats: formats.map(\.rawValue).sorted())
        }
        if format == .arrowStream, files.files.count > 1 {
            throw .unreadable(
                path: location.path, reason: "Arrow IPC streams are read one at a time, not as a folder or glob")
        }
        return probes
    }

    @unsafe
    private static func open(
        _ files: DatasetFiles, as probes: [FileProbe], at location: DatasetLocation
    ) throws(DatasetError) -> OpaquePointer {
        var handle: OpaquePointer?
        let packed = zip(files.files, probes).map { (file: $0.data, compression: $1.compression) }
        let message = unsafe DataFile.withShimFiles(packed) { list in
            unsafe mw_arrow_dataset_open(
                list, Int64(packed.count), files.partitionBase, probes[0].format.code, Int64(location.maximumBytes),
                &handle)
        }
        try unsafe check(message, at: location)
        guard let handle = unsafe handle else { throw .unreadable(path: location.path, reason: "no data set") }
        return unsafe handle
    }

    /// Throws the shim's message, if there is one, and frees it.
    @unsafe
    private static func check(_ message: UnsafeMutablePointer<CChar>?, at location: DatasetLocation)
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
