import Foundation
import NIOPosix
import Synchronization
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real Dagster on a free port with the job of `Fixtures/engines/dagster.py`, which runs once at a time.
final class DagsterServer: Sendable {
    let url: String
    private let folder: TemporaryFolder
    private let port: Int
    private let server: Mutex<ServerTree?>
    private static let client = HTTPClient(threads: .singleton)
    private static let binaries = Fixtures.packageRoot.appending(path: ".venv/dagster/bin")

    /// Starts it and waits until it answers.
    init() async throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: Self.binaries.appending(path: "dagster").path()),
            "Dagster is not installed; run make test-engines")
        folder = try TemporaryFolder()
        port = try await FreePort.next()
        url = "http://127.0.0.1:\(port)"
        server = Mutex(nil)
        try folder.write(Fixtures.text("engines/dagster.py"), to: "defs.py")
        try await start()
    }

    /// Starts it, again with what it knew if it was stopped.
    ///
    /// - Parameter runs: How many may run at once; of none, all wait.
    func start(runs: Int = 1) async throws {
        try folder.write(
            "telemetry: {enabled: false}\nconcurrency: {runs: {max_concurrent_runs: \(runs)}}\n", to: "dagster.yaml")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let child = try ChildProcess(
            Self.binaries.appending(path: "dagster").path(),
            ["dev", "-f", "defs.py", "-h", "127.0.0.1", "-p", "\(port)"],
            environment: ["DAGSTER_HOME": folder.url.path(), "PATH": "\(Self.binaries.path()):\(path)"],
            folder: folder.url, log: folder.url.appending(path: "server.log"))
        server.withLock { $0 = ServerTree(child) }
        do {
            try await Eventually.holds(within: .seconds(180), "Dagster answers") {
                (try? await Self.client.send(HTTPClientRequest(url: self.url + "/server_info")))?.status == 200
            }
        } catch {
            try await stop()
            throw Eventually.Timeout(description: "\(error): \(child.output.suffix(2000))")
        }
    }

    func stop() async throws { try await server.withLock { $0 }?.stop() }
}
