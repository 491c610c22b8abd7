/// A run on this machine that could not be started or recorded.
enum CommandError: Error, Equatable, CustomStringConvertible {
    case fileNotWritten(String)
    case noJob(String)
    case noPipe
    case supervisorDidNotStart

    var description: String {
        switch self {
        case .fileNotWritten(let path): "\(path) could not be written"
        case .noJob(let path): "\(path) holds no job"
        case .noPipe: "there is no pipe for the output of the command: too many files are open"
        case .supervisorDidNotStart: "the supervisor of the command did not start"
        }
    }
}
