import Foundation

/// Runs one program to its end and writes down how it ended; lives in a process of its own.
public struct CommandSupervisor {
    /// How long a program has between the request to stop and the order.
    private static let grace: TimeInterval = 10
    private let folder: CommandFolder

    /// Takes the folder that the bridge prepared.
    public init(folder: String) {
        self.folder = CommandFolder(path: folder)
    }

    /// Blocks until the program has ended; returns at once if another supervisor has the run.
    public func run() throws {
        guard let job = folder.job else { throw CommandError.noJob(folder.url.path()) }
        guard try folder.claim(.current) else { return }
        // The bridge ignores it, and so would the program: a shell in it would not notice closed pipes.
        signal(SIGPIPE, SIG_DFL)
        let result: CommandResult
        do {
            result = try execute(job)
        } catch {
            result = CommandResult(status: 127, isSignal: false, stop: nil, lastLine: "\(error)")
        }
        try folder.finish(result)
    }

    private func execute(_ job: CommandJob) throws -> CommandResult {
        let process = Process()
        process.executableURL = URL(filePath: job.arguments.first ?? "")
        process.arguments = Array(job.arguments.dropFirst())
        process.environment = job.environment
        try Data(job.input.utf8).write(to: folder.url.appending(path: "input.json"))
        process.standardInput = try FileHandle(forReadingFrom: folder.url.appending(path: "input.json"))
        guard FileManager.default.createFile(atPath: folder.output.path(), contents: nil) else {
            throw CommandError.fileNotWritten(folder.output.path())
        }
        let output = try FileHandle(forWritingTo: folder.output)
        process.standardOutput = output
        process.standardError = output
        try process.runWithOpenSignals()
        let stop = wait(for: process, seconds: job.timeoutSeconds)
        return CommandResult(
            status: Int(process.terminationStatus), isSignal: process.terminationReason == .uncaughtSignal,
            stop: stop, lastLine: lastLine())
    }

    /// Waits for the end; tells why the program had to be stopped, if it had to be.
    private func wait(for process: Process, seconds: Double) -> CommandResult.Stop? {
        let deadline = Date(timeIntervalSinceNow: seconds)
        var reason: CommandResult.Stop?
        var killTime = Date.distantFuture
        while process.isRunning {
            if reason == nil {
                reason = Date() > deadline ? .timeout : folder.isStopRequested ? .request : nil
                if reason != nil {
                    stop(process, with: SIGTERM)
                    killTime = Date(timeIntervalSinceNow: Self.grace)
                }
            } else if Date() > killTime {
                stop(process, with: SIGKILL)
            }
            usleep(20_000)
        }
        return reason
    }

    /// The program has a process group of its own, so what it started is stopped with it.
    private func stop(_ process: Process, with signal: Int32) {
        if kill(-process.processIdentifier, signal) != 0 { _ = kill(process.processIdentifier, signal) }
    }

    private func lastLine() -> String {
        guard let file = try? FileHandle(forReadingFrom: folder.output), let length = try? file.seekToEnd() else {
            return ""
        }
        try? file.seek(toOffset: length > 4096 ? length - 4096 : 0)
        let tail = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
        return String(tail.split(whereSeparator: \.isNewline).last?.prefix(300) ?? "")
    }
}
