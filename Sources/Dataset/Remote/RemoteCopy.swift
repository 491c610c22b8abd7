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
}
