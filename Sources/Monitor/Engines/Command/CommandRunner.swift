import Foundation
import NIOPosix

/// Starts supervisors and reads what they wrote.
struct CommandRunner: Sendable {
    /// The bridge's storage folder.
    let storage: String
    /// The `modelwatch` executable, which has the supervisor as a subcommand.
    let executable: String
    let threads: NIOThreadPool

    /// Starts a run, or finds the one that was started with the key before.
    func start(_ job: CommandJob, key: String) async throws -> EngineRun {
        let folder = folder(key: key)
        return try await threads.runIfActive {
            if folder.supervisor != nil { return EngineRun(id: key, url: nil, isNew: false) }
            try folder.prepare(job)
            try supervise(folder)
            return EngineRun(id: key, url: nil)
        }
    }

    /// How far the run of a key is.
    func state(key: String) async throws -> RunState {
        let folder = folder(key: key)
        return try await threads.runIfActive { Self.state(of: folder) }
    }

    /// What the program of a key gave back, by name.
    func output(key: String) async throws -> [String: String] {
        let folder = folder(key: key)
        return try await threads.runIfActive { folder.output }
    }

    /// The files of the run of a key.
    func folder(key: String) -> CommandFolder {
        CommandFolder(storage: storage, key: key)
    }

    /// Asks for the end of the run of a key; nothing happens where there is none.
    func stop(key: String) async throws {
        let folder = folder(key: key)
        try await threads.runIfActive {
            if folder.supervisor != nil { try folder.requestStop() }
        }
    }

    /// The result is read again after the supervisor was found gone, because it may have ended in between.
    private static func state(of folder: CommandFolder) -> RunState {
        if let result = folder.result { return result.runState }
        guard let supervisor = folder.supervisor else { return .missing }
        if supervisor.isAlive { return .running("process \(supervisor.id)") }
        return folder.result?.runState ?? .lost("the command ended without a result, perhaps with the machine")
    }

    private func supervise(_ folder: CommandFolder) throws {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = ["supervise", folder.path]
        process.environment = CommandJob.baseEnvironment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.runWithOpenSignals()
        let deadline = ContinuousClock.now + .seconds(10)
        while folder.supervisor == nil {
            guard .now < deadline, process.isRunning || folder.supervisor != nil else {
                throw CommandError.supervisorDidNotStart
            }
            usleep(5000)
        }
    }
}
