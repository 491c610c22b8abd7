import Foundation

/// Runs one program to its end and writes down how it ended; lives in a process of its own.
public struct CommandSupervisor {
    /// How long a program has between the request to stop and the order.
    private static let grace = Duration.seconds(10)
    /// How often it is looked whether the program is to be stopped.
    private static let step: Int32 = 20
    private let folder: CommandFolder

    /// Takes the folder that the bridge prepared.
    public init(folder: String) {
        self.folder = CommandFolder(path: folder)
    }

    /// Blocks until the program has ended; returns at once if another supervisor has the run.
    public func run() throws {
        guard let job = folder.job else { throw CommandError.noJob(folder.path) }
        guard try folder.claim(.current) else { return }
        // The bridge ignores it, and so would the program: a shell in it would not notice closed pipes.
        signal(SIGPIPE, SIG_DFL)
        Self.forbidCoreDumps()
        let tail = OutputTail(file: folder.log)
        let result: CommandResult
        do {
            result = try execute(job, printingTo: tail)
        } catch {
            result = CommandResult(status: 127, isSignal: false, stop: nil, lastLine: "\(error)")
        }
        tail.save()
        try folder.finish(result)
    }

    /// Holds for the program as well: an image of its memory would hold data and secrets.
    private static func forbidCoreDumps() {
        var none = rlimit()
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    /// Runs the program, again after a pause where it says that it cannot work now.
    private func execute(_ job: CommandJob, printingTo tail: OutputTail) throws -> CommandResult {
        let deadline = ContinuousClock.now + .seconds(job.timeoutSeconds)
        var pause = job.backoffSeconds
        var result = try attempt(job, until: deadline, printingTo: tail)
        for _ in 1..<max(job.maxAttempts, 1) where result.isTemporaryFailure {
            if let stop = rest(seconds: pause, until: deadline) {
                return CommandResult(status: result.status, isSignal: false, stop: stop, lastLine: result.lastLine)
            }
            pause *= 2
            result = try attempt(job, until: deadline, printingTo: tail)
        }
        return result
    }

    private func attempt(
        _ job: CommandJob, until deadline: ContinuousClock.Instant, printingTo tail: OutputTail
    ) throws -> CommandResult {
        let process = try program(of: job)
        try Data(job.input.utf8).write(to: folder.url.appending(path: "input.json"))
        process.standardInput = try FileHandle(forReadingFrom: folder.url.appending(path: "input.json"))
        let output = try OutputPipe()
        process.standardOutput = output.writing
        process.standardError = output.writing
        try process.runWithOpenSignals()
        try output.startReading()
        let stop = wait(for: process, until: deadline) {
            tail.append(output.take(waiting: Self.step))
            tail.saveIfDue()
        }
        tail.append(output.take(waiting: 0))
        let status = process.terminationStatus
        let isSignal = process.terminationReason == .uncaughtSignal
        let hasFailed = stop == nil && (isSignal || status != 0)
        // What shells tell of a signal is 128 more than its number.
        let signal = isSignal ? status : status > 128 ? status - 128 : nil
        return CommandResult(
            status: Int(status), isSignal: isSignal, stop: stop, lastLine: tail.lastLine,
            limit: hasFailed ? suspect(job, signal: signal, words: tail.lastWords) : nil)
    }

    /// The program itself, or ourselves on the way to becoming it.
    private func program(of job: CommandJob) throws -> Process {
        let process = Process()
        guard let confinement = job.confinement else {
            process.executableURL = URL(filePath: job.arguments.first ?? "")
            process.arguments = Array(job.arguments.dropFirst())
            process.environment = job.environment
            return process
        }
        if let user = try confinement.machineUser() { try folder.makeGivenBack(by: user) }
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.arguments = ["launch", folder.path]
        process.environment = CommandJob.baseEnvironment
        return process
    }

    /// The limit that may be why the program failed.
    private func suspect(_ job: CommandJob, signal: Int32?, words: String) -> String? {
        // Not getrusage: builds with the static library do not know the parts of its times.
        var usage = tms()
        unsafe times(&usage)
        let cpuSeconds = Double(usage.tms_cutime + usage.tms_cstime) / Double(sysconf(Int32(_SC_CLK_TCK)))
        return job.confinement?.limits?.suspect(signal: signal, words: words, cpuSeconds: cpuSeconds)
    }

    /// Waits for the end step by step; tells why the program had to be stopped, if it had to be.
    private func wait(for process: Process, until deadline: ContinuousClock.Instant, _ step: () -> Void)
        -> CommandResult.Stop?
    {
        var reason: CommandResult.Stop?
        var killTime: ContinuousClock.Instant?
        while process.isRunning {
            if reason == nil {
                reason = reasonToStop(after: deadline)
                if reason != nil {
                    stop(process, with: SIGTERM)
                    killTime = .now + Self.grace
                }
            } else if let killTime, .now > killTime {
                stop(process, with: SIGKILL)
            }
            step()
        }
        return reason
    }

    /// Waits between two tries; tells why there is to be no further one, if so.
    private func rest(seconds: TimeInterval, until deadline: ContinuousClock.Instant) -> CommandResult.Stop? {
        let end = ContinuousClock.now + .seconds(seconds)
        while .now < end {
            if let reason = reasonToStop(after: deadline) { return reason }
            usleep(UInt32(Self.step) * 1000)
        }
        return nil
    }

    private func reasonToStop(after deadline: ContinuousClock.Instant) -> CommandResult.Stop? {
        .now > deadline ? .timeout : folder.isStopRequested ? .request : nil
    }

    /// The program has a process group of its own, so what it started is stopped with it.
    private func stop(_ process: Process, with signal: Int32) {
        if kill(-process.processIdentifier, signal) != 0 { _ = kill(process.processIdentifier, signal) }
    }
}
