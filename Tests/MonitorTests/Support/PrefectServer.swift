import Foundation
import NIOPosix
import Synchronization
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real Prefect server on a free port with a process that serves a flow, for one suite of tests.
final class PrefectServer: Sendable {
    /// The server of the suite that runs now; see ``PrefectTrait``.
    @TaskLocal static var current: PrefectServer?

    /// The base URL of the API.
    let url: String
    private let folder: TemporaryFolder
    private let server: Mutex<ChildProcess>
    private let environment: [String: String]
    private let port: Int
    private let flow: ChildProcess
    private static let client = HTTPClient(threads: .singleton)

    /// Starts both processes and waits until the deployment is there.
    init() async throws {
        let binaries = Fixtures.packageRoot.appending(path: ".venv/prefect/bin")
        try #require(
            FileManager.default.isExecutableFile(atPath: binaries.appending(path: "prefect").path()),
            "Prefect is not installed; run scripts/setup.sh prefect, as make test does")
        folder = try TemporaryFolder()
        port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)/api"
        self.url = url
        environment = [
            "PREFECT_HOME": folder.url.path(), "PREFECT_API_URL": url, "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1", "PREFECT_RUNNER_POLL_FREQUENCY": "1", "PREFECT_LOGGING_LEVEL": "WARNING",
        ]
        server = Mutex(try Self.serve(in: folder, port: port, environment: environment))
        try await Self.waitUntilHealthy(url)
        flow = try ChildProcess(
            binaries.appending(path: "python").path(), [Fixtures.url("prefect/flow.py").path()],
            environment: environment, folder: folder.url, log: folder.url.appending(path: "flow.log"))
        try await Eventually.holds(within: .seconds(120), "the flow is served") {
            let path = url + "/deployments/name/retrain/production"
            return (try? await Self.client.send(HTTPClientRequest(url: path)))?.status == 200
        }
    }

    private static func serve(
        in folder: TemporaryFolder, port: Int, environment: [String: String]
    ) throws -> ChildProcess {
        try ChildProcess(
            Fixtures.packageRoot.appending(path: ".venv/prefect/bin/prefect").path(),
            ["server", "start", "--host", "127.0.0.1", "--port", "\(port)", "--no-ui"],
            environment: environment, folder: folder.url, log: folder.url.appending(path: "server.log"))
    }

    private static func waitUntilHealthy(_ url: String) async throws {
        try await Eventually.holds(within: .seconds(120), "Prefect answers") {
            (try? await client.send(HTTPClientRequest(url: url + "/health")))?.status == 200
        }
    }

    /// Stops both processes.
    func stop() async throws {
        try await flow.stop(with: SIGTERM)
        try await stopServer()
    }

    /// Stops the server only; runs go on by themselves.
    func stopServer() async throws {
        try await server.withLock { $0 }.stop(with: SIGTERM)
    }

    /// Starts the server again with what it knew.
    func startServer() async throws {
        let next = try Self.serve(in: folder, port: port, environment: environment)
        server.withLock { $0 = next }
        try await Self.waitUntilHealthy(url)
    }

    /// Tells the server that a run is in a state, as the process that executes it does.
    func set(_ state: String, of run: String) async throws {
        let answer = try await call(
            "POST", "/flow_runs/\(run)/set_state", #"{"state": {"type": "\#(state)"}, "force": true}"#)
        #expect(answer.status == 201 || answer.status == 200)
    }

    /// Every flow run whose parameter `model` is the given one.
    func runs(of model: String) async throws -> [JSONValue] {
        try await runs().filter { $0["parameters"]?["model"] == .string(model) }
    }

    /// Every flow run.
    func runs() async throws -> [JSONValue] {
        var all: [JSONValue] = []
        while true {
            let page = try await call("POST", "/flow_runs/filter", #"{"limit": 200, "offset": \#(all.count)}"#)
            let runs = try JSONDecoder().decode([JSONValue].self, from: page.body)
            all += runs
            if runs.count < 200 { return all }
        }
    }

    /// Lets runs wait from now on: nobody executes them.
    func stopServing() async throws {
        try await flow.stop(with: SIGTERM)
    }

    /// Makes one call of its API.
    @discardableResult
    func call(_ method: String, _ path: String, _ body: String?) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(method: method, url: url + path)
        request.headers = [("Content-Type", "application/json")]
        request.body = body.map { Data($0.utf8) }
        return try await Self.client.send(request)
    }
}
