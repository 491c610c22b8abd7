import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real Dagster on a free port with the job of `Fixtures/engines/dagster.py`, which runs once at a time.
final class DagsterServer: Sendable {
    let url: String
    private let folder: TemporaryFolder
    private let server: ServerTree
    private static let client = HTTPClient(threads: .singleton)

    /// Starts it and waits until it answers.
    init() async throws {
        let binaries = Fixtures.packageRoot.appending(path: ".venv/dagster/bin")
        try #require(
            FileManager.default.isExecutableFile(atPath: binaries.appending(path: "dagster").path()),
            "Dagster is not installed; run make test-engines")
        let folder = try TemporaryFolder()
        let port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        self.url = url
        self.folder = folder
        try folder.write(
            "telemetry: {enabled: false}\nconcurrency: {runs: {max_concurrent_runs: 1}}\n", to: "dagster.yaml")
        try folder.write(Fixtures.text("engines/dagster.py"), to: "defs.py")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let child = try ChildProcess(
            binaries.appending(path: "dagster").path(), ["dev", "-f", "defs.py", "-h", "127.0.0.1", "-p", "\(port)"],
            environment: ["DAGSTER_HOME": folder.url.path(), "PATH": "\(binaries.path()):\(path)"],
            folder: folder.url, log: folder.url.appending(path: "server.log"))
        server = ServerTree(child)
        do {
            try await Eventually.holds(within: .seconds(180), "Dagster answers") {
                (try? await Self.client.send(HTTPClientRequest(url: url + "/server_info")))?.status == 200
            }
        } catch {
            try await server.stop()
            throw Eventually.Timeout(description: "\(error): \(child.output.suffix(2000))")
        }
    }

    func stop() async throws { try await server.stop() }
}
