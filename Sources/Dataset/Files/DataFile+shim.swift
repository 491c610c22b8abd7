import CArrowDataset

extension DataFile {
    /// Lends files to the shim while the closure runs.
    @unsafe
    static func withShimFiles<R>(
        _ files: [(file: DataFile, compression: Compression)], _ body: (UnsafePointer<mw_arrow_file>) -> R
    ) -> R {
        // One text, so that one borrow holds all names and paths.
        var offsets: [(name: Int, path: Int)] = []
        var text: [CChar] = []
        for (file, _) in files {
            let name = text.count
            text += file.name.utf8CString
            offsets.append((name, text.count))
            text += file.path.utf8CString
        }
        return unsafe text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { preconditionFailure("a data set has files") }
            let list = unsafe zip(files, offsets).map { entry, offset in
                unsafe mw_arrow_file(
                    name: start + offset.name, path: start + offset.path, compression: entry.compression.code)
            }
            return unsafe list.withUnsafeBufferPointer { list in
                guard let first = list.baseAddress else { preconditionFailure("a data set has files") }
                return unsafe body(first)
            }
        }
    }
}
