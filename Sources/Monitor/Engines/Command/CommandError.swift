/// A run on this machine that could not be started or recorded.
enum CommandError: Error, Equatable, CustomStringConvertible {
    case fileNotWritten(String)
    case noJob(String)
    case supervisorDidNotStart

    var description: String {
        switch self {
        case .fileNotWritten(let path): "\(path) could not be written"
        case .noJob(let path): "\(path) holds no job"
        case .supervisorDidNotStart: "the supervisor of the command did not start"
        }
    }
}
