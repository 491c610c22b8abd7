/// Where a data set is, and what bounds its reading.
public struct DatasetLocation: Sendable, Hashable {
    /// What is to be read.
    public let source: DatasetSource
    /// The format of files of text; nil to tell it from their names.
    public let textFormat: TextFormat?
    /// The most bytes that are fetched, or that a packed file may unpack to.
    public let maximumBytes: Int
    /// How long fetching may take.
    public let timeout: Duration
    /// Which folders may hold rows that count; nil for all.
    public let folders: FolderWindow?

    /// 10 GiB.
    public static let standardMaximumBytes = 10 << 30
    /// 5 minutes.
    public static let standardTimeout = Duration.seconds(300)

    /// Sets everything.
    public init(
        _ source: DatasetSource, textFormat: TextFormat? = nil, maximumBytes: Int = standardMaximumBytes,
        timeout: Duration = standardTimeout, folders: FolderWindow? = nil
    ) {
        self.source = source
        self.textFormat = textFormat
        self.maximumBytes = maximumBytes
        self.timeout = timeout
        self.folders = folders
    }

    /// Makes a location of an absolute path: a file, a glob such as `/logs/*.parquet`, or a folder, whose sub-folders
    /// named `key=value` become columns.
    public init(path: String) {
        self.init(.files(path))
    }

    /// What messages call it: the path or URL, without secrets.
    public var path: String { source.description }

    /// Whether the data have to be fetched before they can be read.
    public var isElsewhere: Bool { source.remote != nil }

    /// The last component of the path, to name the data set in a message.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
