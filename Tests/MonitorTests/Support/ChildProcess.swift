import Foundation
import Testing
import TestSupport

@testable import Monitor

/// A program started by a test, stopped by its process number and never by its name.
final class ChildProcess: @unchecked Sendable {
    // Foundation's Process is not marked Sendable; what is called here after `run` only reads or sends signals.
    private let process = Process()
    /// Where the program's output goes.
    let log: URL

    /// Starts a program; its output goes to a file that error messages quote.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        log: URL
    ) throws {
        self.log = log
        if !FileManager.default.fileExists(atPath: log.path()) {
            _ = FileManager.default.createFile(atPath: log.path(), contents: nil)
        }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.runWithOpenSignals()
    }

    var id: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }
    /// The exit status once the program has ended.
    var exitStatus: Int32 { process.terminationStatus }
    /// All output so far.
    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// Kills the program without a chance to clean up, and waits for its end.
    func kill() async throws {
        try await stop(with: SIGKILL)
    }

    /// Sends a signal and waits for the end of the program.
    func stop(with signal: Int32 = SIGTERM, within limit: Duration = .seconds(20)) async throws {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, signal)
        do {
            try await Eventually.holds(within: limit, "process \(id) ends") { !self.process.isRunning }
        } catch {
            throw Eventually.Timeout(description: "\(error); its last output: \(output.suffix(1500))")
        }
    }

    /// Runs a program to its end and tells its output.
    static func output(_ executable: String, _ arguments: [String]) async throws -> Data {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(executable, arguments, log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(60), "\(executable) ends") { !child.isRunning }
        return try Data(contentsOf: child.log)
    }

    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }
}
