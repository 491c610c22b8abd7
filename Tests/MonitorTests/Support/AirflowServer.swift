import Foundation
import NIOPosix
import Synchronization
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real Airflow on a free port with the DAGs of `Fixtures/engines/airflow.py`.
final class AirflowServer: Sendable {
    let url: String
    let password: String
    private let folder: TemporaryFolder
    private let environment: [String: String]
    private let executable: String
    private let server: Mutex<ServerTree>

    /// Starts it and waits until it knows the DAGs.
    init(_ version: AirflowVersion) async throws {
        let binaries = Fixtures.packageRoot.appending(path: ".venv/airflow\(version.rawValue)/bin")
        try #require(
            FileManager.default.isExecutableFile(atPath: binaries.appending(path: "airflow").path()),
            "Airflow is not installed; run make test-engines")
        let folder = try TemporaryFolder()
        let port = try await FreePort.next()
        url = "http://127.0.0.1:\(port)"
        self.folder = folder
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "dags"), withIntermediateDirectories: true)
        try folder.write(Fixtures.text("engines/airflow.py"), to: "dags/retrain.py")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        environment = [
            "PATH": "\(binaries.path()):\(path)", "AIRFLOW_HOME": folder.url.path(),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": "\(try await FreePort.next())",
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": "\(try await FreePort.next())",
        ].merging(Self.settings(version, port: port)) { _, new in new }
        executable = binaries.appending(path: "airflow").path()
        let child = try Self.serve(executable, environment, in: folder)
        server = Mutex(ServerTree(child))
        do {
            password = try await Self.password(version, in: folder)
            try await Self.waitForDAGs(url, password: password)
        } catch {
            try await server.withLock { $0 }.stop()
            throw Eventually.Timeout(description: "\(error): \(child.output.suffix(2000))")
        }
    }

    func stop() async throws { try await server.withLock { $0 }.stop() }

    /// Starts it again, after it was stopped, with what it knew.
    func start() async throws {
        let child = try Self.serve(executable, environment, in: folder)
        server.withLock { $0 = ServerTree(child) }
        try await Self.waitForDAGs(url, password: password)
    }

    /// Lets the runs of a DAG begin.
    func unpause(_ dag: String) async throws {
        let client = try Self.client(url, password: password)
        let answer = try await client.send("PATCH", "/dags/\(dag)", .object(["is_paused": .boolean(false)]))
        try #require(answer.status == 200)
    }

    private static func serve(
        _ executable: String, _ environment: [String: String], in folder: TemporaryFolder
    ) throws -> ChildProcess {
        try ChildProcess(
            executable, ["standalone"], environment: environment, folder: folder.url,
            log: folder.url.appending(path: "server.log"))
    }

    private static func client(_ url: String, password: String) throws -> AirflowClient {
        let text = "airflow: {url: '\(url)', dag: retrain, basic_auth: {username: admin, password: '\(password)'}}"
        let settings = try EngineConfiguration(text: text).settings
        return AirflowClient(try #require(settings as? AirflowConfiguration), with: .testing)
    }

    private static func settings(_ version: AirflowVersion, port: Int) -> [String: String] {
        guard version == .three else {
            return [
                "AIRFLOW__WEBSERVER__WEB_SERVER_PORT": "\(port)", "AIRFLOW__WEBSERVER__WEB_SERVER_HOST": "127.0.0.1",
                "AIRFLOW__WEBSERVER__WORKERS": "1", "AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL": "5",
                "AIRFLOW__API__AUTH_BACKENDS": "airflow.api.auth.backend.basic_auth",
            ]
        }
        return [
            "AIRFLOW__API__PORT": "\(port)", "AIRFLOW__API__HOST": "127.0.0.1", "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": "http://127.0.0.1:\(port)/execution/",
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5",
        ]
    }

    /// What Airflow made up for its user `admin`.
    private static func password(_ version: AirflowVersion, in folder: TemporaryFolder) async throws -> String {
        let name =
            version == .three ? "simple_auth_manager_passwords.json.generated" : "standalone_admin_password.txt"
        let text = try await Eventually.value(within: .seconds(180), "Airflow makes up a password") {
            (try? String(contentsOfFile: folder.path(name), encoding: .utf8)).flatMap { $0.isEmpty ? nil : $0 }
        }
        guard version == .three else { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
        return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))["admin"] ?? ""
    }

    private static func waitForDAGs(_ url: String, password: String) async throws {
        for dag in ["retrain", "retrain-paused"] {
            try await Eventually.holds(within: .seconds(180), "Airflow knows the DAG \(dag)") {
                let client = try Self.client(url, password: password)
                try? await Task.sleep(for: .milliseconds(500))
                return (try? await client.send("GET", "/dags/\(dag)"))?.status == 200
            }
        }
    }
}
