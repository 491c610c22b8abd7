import Foundation
import NIOPosix
import Synchronization
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real Alertmanager on free loopback ports.
final class AlertmanagerServer: Sendable {
    let url: String
    private let folder: TemporaryFolder
    private let executable: String
    private let arguments: [String]
    private let child: Mutex<ChildProcess>
    private static let client = HTTPClient(threads: .singleton)

    /// Starts it with a configuration and waits until it is ready.
    ///
    /// - Parameters:
    ///   - clusterPort: Where it gossips with others; nil to be alone.
    ///   - peer: The port where another one gossips.
    init(configuration: String, clusterPort: Int? = nil, peer: Int? = nil) async throws {
        let binary = ["/usr/bin/prometheus-alertmanager", "/usr/bin/alertmanager", "/usr/local/bin/alertmanager"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        executable = try #require(
            binary, "Alertmanager is not installed; run scripts/setup.sh servers, as make test does")
        folder = try TemporaryFolder()
        let port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        self.url = url
        arguments =
            [
                "--config.file=\(try folder.write(configuration, to: "alertmanager.yml"))",
                "--storage.path=\(folder.path("data"))", "--web.listen-address=127.0.0.1:\(port)",
                "--cluster.listen-address=\(clusterPort.map { "127.0.0.1:\($0)" } ?? "")",
                "--cluster.settle-timeout=1s",
            ] + (clusterPort.map { ["--cluster.advertise-address=127.0.0.1:\($0)"] } ?? [])
            + (peer.map { ["--cluster.peer=127.0.0.1:\($0)"] } ?? [])
        child = Mutex(try ChildProcess(executable, arguments, log: folder.url.appending(path: "alertmanager.log")))
        try await waitUntilReady()
    }

    /// Kills it and starts it again on the same port.
    ///
    /// - Parameter empty: Without what it had written: silences, and which notifications it sent.
    func restart(empty: Bool) async throws {
        try await child.withLock { $0 }.kill()
        if empty { try FileManager.default.removeItem(atPath: folder.path("data")) }
        let next = try ChildProcess(executable, arguments, log: folder.url.appending(path: "alertmanager.log"))
        child.withLock { $0 = next }
        try await waitUntilReady()
    }

    private func waitUntilReady() async throws {
        try await Eventually.holds(within: .seconds(30), "Alertmanager is ready") {
            (try? await Self.client.send(HTTPClientRequest(url: self.url + "/-/ready")))?.status == 200
        }
    }

    /// Posts one alert as Prometheus does.
    func post(labels: [String: String], startsAt: Date, endsAt: Date) async throws {
        let alert: [String: JSONValue] = [
            "labels": .object(labels.mapValues { .string($0) }), "startsAt": .string(Timestamp.text(startsAt)),
            "endsAt": .string(Timestamp.text(endsAt)),
        ]
        var request = HTTPClientRequest(method: "POST", url: url + "/api/v2/alerts")
        request.headers = [("Content-Type", "application/json")]
        request.body = try JSONEncoder().encode([alert])
        let status = try await Self.client.send(request).status
        #expect(status == 200)
    }

    /// The names of the alerts in a state, such as `active` or `suppressed`.
    func alerts(in state: String, label: String = "alertname") async throws -> Set<String> {
        let response = try await Self.client.send(HTTPClientRequest(url: url + "/api/v2/alerts"))
        let alerts = try JSONDecoder().decode([JSONValue].self, from: response.body)
        return Set(
            alerts.compactMap { alert in
                guard alert["status"]?["state"] == .string(state),
                    case .string(let value)? = alert["labels"]?[label]
                else { return nil }
                return value
            })
    }

    func stop() async throws {
        try await child.withLock { $0 }.stop()
    }
}
