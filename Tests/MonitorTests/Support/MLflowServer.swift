import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real MLflow server on a free loopback port with a database of its own.
final class MLflowServer: Sendable {
    let url: String
    private let folder: TemporaryFolder
    private let child: ChildProcess
    private static let client = HTTPClient(threads: .singleton)

    /// Starts it and waits until it answers.
    init() async throws {
        let binaries = Fixtures.packageRoot.appending(path: ".venv/mlflow/bin")
        try #require(
            FileManager.default.isExecutableFile(atPath: binaries.appending(path: "mlflow").path()),
            "MLflow is not installed; run scripts/setup.sh mlflow, as make test-engines does")
        folder = try TemporaryFolder()
        let port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        self.url = url
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        child = try ChildProcess(
            binaries.appending(path: "mlflow").path(),
            [
                "server", "--backend-store-uri", "sqlite:///\(folder.path("mlflow.db"))", "--default-artifact-root",
                folder.path("artifacts"), "--host", "127.0.0.1", "--port", "\(port)", "--workers", "1",
            ],
            environment: ["MLFLOW_DISABLE_TELEMETRY": "true", "PATH": "\(binaries.path()):\(path)"], folder: folder.url,
            log: folder.url.appending(path: "mlflow.log"))
        try await Eventually.holds(within: .seconds(180), "MLflow answers") {
            (try? await Self.client.send(HTTPClientRequest(url: url + "/health")))?.status == 200
        }
    }

    /// Its workers end with it.
    func stop() async throws {
        try await child.stop(with: SIGTERM, within: .seconds(60))
    }

    /// Makes one call of its API.
    @discardableResult
    func call(_ path: String, _ body: JSONValue) async throws -> JSONValue {
        var request = HTTPClientRequest(method: "POST", url: url + "/api/2.0/mlflow" + path, timeout: .seconds(60))
        request.headers = [("Content-Type", "application/json")]
        request.body = try JSONEncoder().encode(body)
        let response = try await Self.client.send(request)
        try #require(response.status == 200, "\(path): \(String(decoding: response.body, as: UTF8.self))")
        return try JSONDecoder().decode(JSONValue.self, from: response.body)
    }
}
