import Foundation

/// The files of a data set at one moment, and what tells whether they are still the same.
struct DatasetFiles: Sendable, Equatable {
    /// One file and its identity: a writer that replaces or extends it changes one of the numbers.
    struct File: Sendable, Equatable {
        let path: String
        let inode: UInt64
        let size: Int64
        let modified: Date
    }

    /// In ascending order of their paths.
    let files: [File]
    /// The folder below which `key=value` folders are columns, if the location is a folder.
    let partitionBase: String?
    /// The folders below it, also those of files that are left out; empty where none are.
    let folders: [String]

    /// Where they are, and the inode, size and time of each.
    var identity: DatasetIdentity {
        let lines = files.map { "\($0.path)\t\($0.inode)\t\($0.size)\t\($0.modified.timeIntervalSince1970)" }
        return DatasetIdentity(text: lines.joined(separator: "\n"), newestModification: files.map(\.modified).max())
    }

    /// Looks up what is at a path.
    ///
    /// Files and folders whose names begin with `.` or `_` are left out, as Spark and Arrow do.
    /// - Parameters:
    ///   - window: Which folders are looked into; nil for all.
    ///   - now: The time from which the window reaches back, in nanoseconds since 1970-01-01 UTC.
    /// - Throws: ``DatasetError/notFound(_:)`` or ``DatasetError/notAFile(_:)``
    init(at path: String, window: FolderWindow? = nil, now: Int64 = 0) throws(DatasetError) {
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            let all = isFolder.boolValue ? Self.contents(of: path) : [path]
            let kept = isFolder.boolValue ? KeptNames(all, below: path, window: window, now: now) : KeptNames(all)
            files = kept.names.compactMap(Self.file)
            folders = kept.folders
            partitionBase = isFolder.boolValue ? path : nil
        } else {
            let base = FilePattern(path).base
            files = KeptNames(Self.matches(of: path), below: base, window: window, now: now).names
                .compactMap(Self.file)
            folders = []
            partitionBase = nil
        }
        guard files.isEmpty else { return }
        throw isFolder.boolValue || !FileManager.default.fileExists(atPath: path) ? .notFound(path) : .notAFile(path)
    }

    private static func contents(of folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.sorted().filter { name in
            !name.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("_") }
        }
        .map { folder + "/" + $0 }
    }

    private static func matches(of path: String) -> [String] {
        let pattern = FilePattern(path)
        return pattern.isRecursive ? contents(of: pattern.base).filter(pattern.fits) : pattern.matches
    }

    /// The identity of a regular file; nil for folders and for what is gone.
    private static func file(_ path: String) -> File? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
        return File(
            path: path, inode: UInt64(status.st_ino), size: Int64(status.st_size),
            modified: Date(timeIntervalSince1970: seconds))
    }
}
