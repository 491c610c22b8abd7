/// Where data come from.
public enum DatasetSource: Sendable, Hashable {
    /// An absolute path of this machine: a file, a glob, or a folder.
    case files(String)
    case http(HTTPSource)
    case s3(S3Source)
    case database(DatabaseSource)

    /// What people and logs may see of it: no secrets, and no parts of URLs that may hold some.
    var description: String {
        switch self {
        case .files(let path): path
        case .http(let source): source.description
        case .s3(let source): source.description
        case .database(let source): source.description
        }
    }

    /// How to fetch it; nil for files in place.
    var remote: (any RemoteSource)? {
        switch self {
        case .files: nil
        case .http(let source): source
        case .s3(let source): source
        case .database(let source): source
        }
    }
}
