/// Where a data set is: a file, a glob such as `logs/*.parquet`, or a folder, whose sub-folders named `key=value` become
/// columns.
public struct DatasetLocation: Sendable, Hashable {
    /// The path as configured, made absolute.
    public let path: String

    /// Makes a location of an absolute path.
    public init(path: String) {
        self.path = path
    }

    /// The last component of the path, to name the data set in a message.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
