import Foundation

/// A run on this machine that could not be started or recorded.
enum CommandError: Error, Equatable, CustomStringConvertible {
    case fileNotWritten(String)
    case noJob(String)
    case noPipe
    case supervisorDidNotStart
    /// What cannot be done to the process, and the system's number of the reason; 0 if there is none.
    case notConfined(String, Int32)
    case notStarted(String, Int32)

    var description: String {
        switch self {
        case .fileNotWritten(let path): "\(path) could not be written"
        case .noJob(let path): "\(path) holds no job"
        case .noPipe: "there is no pipe for the output of the command: too many files are open"
        case .supervisorDidNotStart: "the supervisor of the command did not start"
        case .notConfined(let what, 0): "the command is not started: \(what)"
        case .notConfined(let what, let number): "the command is not started: \(what): \(Self.reason(number))"
        case .notStarted(let program, let number): "\(program) cannot be started: \(Self.reason(number))"
        }
    }

    private static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
