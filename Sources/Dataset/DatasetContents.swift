import Transfers

/// What a data set consists of at one moment: files on this machine, in place or as copies.
public struct DatasetContents: Sendable {
    /// Where the data are.
    public let location: DatasetLocation
    /// What tells them from others.
    public let identity: DatasetIdentity
    /// In ascending order of their names.
    let files: [DataFile]
    /// The folder below which `key=value` folders are columns, if the location is a folder.
    let partitionBase: String?
    /// Those below it that tell the types of their columns; empty where the names of the files tell.
    let folders: [String]
    /// What keeps copies in existence; nil for files in place.
    private let copy: RemoteCopy?
    /// The time for which folders were chosen, in nanoseconds since 1970-01-01 UTC.
    private let now: Int64

    /// Looks up the files at a path of this machine.
    init(_ location: DatasetLocation, path: String, now: Int64) throws(DatasetError) {
        let files = try DatasetFiles(at: path, window: location.folders, now: now)
        self.location = location
        self.now = now
        identity = files.identity
        self.files = files.files.map { DataFile(name: $0.path, path: $0.path) }
        partitionBase = files.partitionBase
        folders = files.folders
        copy = nil
    }

    init(_ copy: RemoteCopy, of location: DatasetLocation, now: Int64) {
        self.location = location
        self.now = now
        identity = copy.identity
        files = copy.parts.map { DataFile(name: $0.name, path: $0.file.path) }
        partitionBase = copy.partitionBase
        folders = copy.folders
        self.copy = copy
    }

    /// Whether the files are still those that were found. Nobody else can change a copy.
    var areInPlace: Bool {
        guard copy == nil, case .files(let path) = location.source else { return true }
        return (try? DatasetFiles(at: path, window: location.folders, now: now))?.identity == identity
    }
}
