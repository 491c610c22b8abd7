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
    /// What keeps copies in existence; nil for files in place.
    private let copy: RemoteCopy?

    /// Looks up the files at a location of this machine.
    init(_ files: DatasetFiles, at location: DatasetLocation) {
        self.location = location
        identity = files.identity
        self.files = files.files.map { DataFile(name: $0.path, path: $0.path) }
        partitionBase = files.partitionBase
        copy = nil
    }

    init(_ copy: RemoteCopy, of location: DatasetLocation) {
        self.location = location
        identity = copy.identity
        files = copy.parts.map { DataFile(name: $0.name, path: $0.file.path) }
        partitionBase = copy.partitionBase
        self.copy = copy
    }

    /// Whether the files are still those that were found. Nobody else can change a copy.
    var areInPlace: Bool {
        guard copy == nil, case .files(let path) = location.source else { return true }
        return (try? DatasetFiles(at: path))?.identity == identity
    }
}
