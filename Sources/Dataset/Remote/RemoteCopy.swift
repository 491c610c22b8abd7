import Transfers

/// What was fetched: files without names, which end with the last user of the copy.
struct RemoteCopy: Sendable {
    /// One of the files.
    struct Part: Sendable {
        /// Its name where it came from; folders `key=value` in it may be columns.
        let name: String
        /// What tells it from another of that name.
        let tag: String
        let file: NamelessFile
    }

    let parts: [Part]
    let identity: DatasetIdentity
    /// The folder below which `key=value` folders are columns.
    var partitionBase: String?
    /// The folders below it, also those of parts that were left out; empty where none was.
    var folders: [String] = []
    /// The names of all parts there were, of which some were left out.
    var listed: [String] = []

    /// Whether it has what an evaluation at a time needs.
    ///
    /// - Parameters:
    ///   - base: The folder of the data set, in which all names begin.
    ///   - now: Nanoseconds since 1970-01-01 UTC.
    func covers(_ window: FolderWindow?, below base: String, at now: Int64) -> Bool {
        guard window != nil, !listed.isEmpty else { return true }
        let names = Set(parts.map(\.name))
        return KeptNames(listed, below: base, window: window, now: now).names.allSatisfy(names.contains)
    }
}
