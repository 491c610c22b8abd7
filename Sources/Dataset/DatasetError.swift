/// Why a data set could not be read; says which file, what was expected and what to do.
public enum DatasetError: Error, Equatable, CustomStringConvertible {
    /// Nothing is at the path, or no file matches the glob.
    case notFound(String)
    /// What is at the path is a pipe or a device, which cannot be read twice, or has no end.
    case notAFile(String)
    /// The file has no content.
    case empty(String)
    /// The content is none of the formats, or broken.
    case unreadable(path: String, reason: String)
    /// The data cannot be fetched from where they are.
    case unavailable(path: String, reason: String)
    /// There is more to fetch than allowed.
    case tooLarge(path: String, limit: Int)
    /// The files of one data set are of different formats.
    case mixedFormats(path: String, formats: [String])
    /// The data have no column in common with those they are to be compared with.
    case otherSchema(path: String, expected: [String], found: [String])
    /// The files were replaced between two looks; the next evaluation sees the new ones.
    case changedWhileRead(String)
    /// The window needs a column of times, which the data lack or cannot give.
    case noTimes(path: String, column: String, reason: String)
    /// A CSV column turned out to be wider than its first rows showed; the data set has adapted, read it again.
    case schemaWidened
    /// Reading was given up because its time was over.
    case cancelled
    /// Reading did not stop when its time was over.
    case stuck([String])

    /// The message for logs and people.
    public var description: String {
        switch self {
        case .notFound(let path):
            "\(path) not found: expected a Parquet, Arrow, CSV or NDJSON file, a glob that matches some, or a folder of them"
        case .notAFile(let path):
            "\(path) is a pipe or a device: expected a file, since data are read more than once; write them to one"
        case .empty(let path):
            "\(path) is empty: expected a Parquet, Arrow, CSV or NDJSON file; if it is being written, write it under another "
                + "name and rename it when complete"
        case .unreadable(let path, let reason):
            "cannot read \(path): \(reason)"
        case .unavailable(let path, let reason):
            "cannot fetch \(path): \(reason)"
        case .tooLarge(let path, let limit):
            "\(path) is larger than \(limit) bytes: set max_bytes to more if that is right"
        case .mixedFormats(let path, let formats):
            "\(path) holds files of several formats (\(formats.joined(separator: ", "))): give each a location of its own"
        case .otherSchema(let path, let expected, let found):
            "\(path) has none of the columns of the reference: expected \(Self.list(expected)), found \(Self.list(found))"
        case .changedWhileRead(let path):
            "\(path) was replaced while it was read; it will be read again"
        case .noTimes(let path, let column, let reason):
            "\(path) cannot be cut to its window: the timestamp column \"\(column)\" \(reason)"
        case .schemaWidened: "a CSV column has a wider type than its first rows showed"
        case .cancelled: "fetching and reading took longer than evaluation_timeout"
        case .stuck(let paths):
            "a read of \(paths.joined(separator: " or ")) hangs: is a disk or a network drive gone? The model is "
                + "evaluated again when the read returns"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }
}
