/// How a program ended; written by its supervisor.
struct CommandResult: Sendable, Equatable, Codable {
    /// The exit status, or the number of the signal that ended the program.
    let status: Int
    let isSignal: Bool
    /// Why the supervisor stopped the program; nil if it ended by itself.
    let stop: Stop?
    /// The last line of its output.
    let lastLine: String
    /// The limit that may be why it failed; nil if none explains it.
    var limit: String?

    /// Why a program is stopped.
    enum Stop: String, Sendable, Codable {
        case timeout
        case request
    }

    /// Whether the program says that it cannot work now, and may later: EX_TEMPFAIL of `sysexits.h`.
    var isTemporaryFailure: Bool { stop == nil && !isSignal && status == 75 }

    /// The result in words common to all engines.
    var runState: RunState {
        let why = limit.map { ", perhaps for its limit \($0)" } ?? ""
        let text = why + (lastLine.isEmpty ? "" : ": \(lastLine)")
        switch stop {
        case .timeout?: return .failed("stopped after its timeout\(text)")
        case .request?: return .cancelled("stopped when asked to\(text)")
        case nil: break
        }
        if isSignal { return .failed("ended by signal \(status)\(text)") }
        if isTemporaryFailure { return .failed("exit status 75 at every try\(text)") }
        return status == 0 ? .succeeded("exit status 0\(text)") : .failed("exit status \(status)\(text)")
    }
}
