/// How a program ended; written by its supervisor.
struct CommandResult: Sendable, Equatable, Codable {
    /// The exit status, or the number of the signal that ended the program.
    let status: Int
    let isSignal: Bool
    let isTimeout: Bool
    /// The last line of its output.
    let lastLine: String

    /// The result in words common to all engines.
    var runState: RunState {
        let text = lastLine.isEmpty ? "" : ": \(lastLine)"
        if isTimeout { return .failed("stopped after its timeout\(text)") }
        if isSignal { return .failed("ended by signal \(status)\(text)") }
        return status == 0 ? .succeeded("exit status 0\(text)") : .failed("exit status \(status)\(text)")
    }
}
