/// The names of files that may hold rows of a window, with all folders that tell the types of their columns.
struct KeptNames {
    /// In the order in which they were given.
    let names: [String]
    /// The folders of all of the files, below the base; empty where none is left out.
    let folders: [String]

    /// Keeps all.
    init(_ names: [String]) {
        self.names = names
        folders = []
    }

    /// Keeps those that a window needs; all, if there is none.
    ///
    /// - Parameters:
    ///   - base: The folder of the data set, in which all names begin.
    ///   - now: Nanoseconds since 1970-01-01 UTC.
    init(_ names: [String], below base: String, window: FolderWindow?, now: Int64) {
        let paths = names.map { String($0.dropFirst(base.count).drop { $0 == "/" }) }
        let isKept = window?.kept(paths, at: now) ?? names.map { _ in true }
        self.names = zip(names, isKept).filter(\.1).map(\.0)
        let all = paths.compactMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } }
        folders = isKept.allSatisfy(\.self) ? [] : Set(all).sorted()
    }
}
