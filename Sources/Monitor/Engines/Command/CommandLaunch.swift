import Foundation

/// Becomes the program of a run, once this process may do no more than the program.
///
/// A process can only confine itself, and only what it becomes then is confined from its first instruction on. What
/// starts it cannot do that on the way: the limits would hold for the bridge or its supervisor as well.
public struct CommandLaunch {
    private let folder: CommandFolder

    /// Takes the folder that the bridge prepared.
    public init(folder: String) {
        self.folder = CommandFolder(path: folder)
    }

    /// Does not return; throws if there is no program to become.
    public func run() throws {
        guard let job = folder.job, let program = job.arguments.first else {
            throw CommandError.noJob(folder.path)
        }
        let user = try job.confinement?.machineUser()
        let variables = user?.variables(job.environment) ?? job.environment
        // What is needed of memory is taken before there may be no more.
        let arguments = unsafe Self.list(job.arguments)
        let environment = unsafe Self.list(variables.map { "\($0)=\($1)" })
        Self.openSignals()
        try job.confinement?.apply(as: user)
        _ = unsafe execve(program, arguments, environment)
        throw CommandError.notStarted(program, errno)
    }

    /// Limits strike by signals: what is blocked here, or ignored by a parent, would stay so in the program.
    private static func openSignals() {
        for number in CommandLimit.allCases.flatMap(\.signals) { signal(number, SIG_DFL) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
    }

    /// What the system takes: texts with nothing behind the last. They go with the process.
    @unsafe
    private static func list(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
        for (index, text) in texts.enumerated() { unsafe (list + index).initialize(to: strdup(text)) }
        unsafe (list + texts.count).initialize(to: nil)
        return unsafe list
    }
}
