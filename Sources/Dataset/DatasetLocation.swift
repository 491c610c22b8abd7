/// Where a data set is: a file, a glob such as `logs/*.parquet`, or a folder, whose sub-folders named `key=value` become
/// columns.
public struct DatasetLocation: Sendable, Hashable {
    /// The path as configured, made absolute.
    public let path: String
    /// The format of files of text; nil to tell it from their names.
    public let textFormat: TextFormat?
    /// The most bytes that a packed file may unpack to.
    public let maximumBytes: Int

    /// 10 GiB.
    public static let standardMaximumBytes = 10 << 30

    /// Makes a location of an absolute path.
    public init(path: String, textFormat: TextFormat? = nil, maximumBytes: Int = standardMaximumBytes) {
        self.path = path
        self.textFormat = textFormat
        self.maximumBytes = maximumBytes
    }

    /// The last component of the path, to name the data set in a message.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
