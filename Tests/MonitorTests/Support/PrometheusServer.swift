import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real Prometheus on a free loopback port, with rule files.
final class PrometheusServer: Sendable {
    let url: String
    var query: SeriesQuery { SeriesQuery(url: url) }
    private let folder: TemporaryFolder
    private let child: ChildProcess
    private static let client = HTTPClient(threads: .singleton)

    /// Starts it with a configuration and waits until it is ready.
    ///
    /// - Parameter features: What to enable that is off by default.
    init(configuration: String, rules: [String: String] = [:], features: [String] = []) async throws {
        let executable = try #require(
            ["/usr/bin/prometheus", "/usr/local/bin/prometheus"].first(where: FileManager.default.isExecutableFile),
            "Prometheus is not installed; run scripts/setup.sh servers, as make test does")
        folder = try TemporaryFolder()
        for (name, text) in rules { try folder.write(text, to: name) }
        let port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        self.url = url
        child = try ChildProcess(
            executable,
            [
                "--config.file=\(try folder.write(configuration, to: "prometheus.yml"))",
                "--storage.tsdb.path=\(folder.path("data"))", "--web.listen-address=127.0.0.1:\(port)",
            ] + (features.isEmpty ? [] : ["--enable-feature=\(features.joined(separator: ","))"]),
            log: folder.url.appending(path: "prometheus.log"))
        try await Eventually.holds(within: .seconds(30), "Prometheus is ready") {
            (try? await Self.client.send(HTTPClientRequest(url: url + "/-/ready")))?.status == 200
        }
    }

    /// The alerts that are pending or firing.
    func alerts() async throws -> [JSONValue] {
        let response = try await Self.client.send(HTTPClientRequest(url: url + "/api/v1/alerts"))
        return try JSONDecoder().decode(JSONValue.self, from: response.body)["data"]?["alerts"]?.array ?? []
    }

    /// Whether an alert of this name is firing.
    func isFiring(_ name: String) async throws -> Bool {
        try await alerts().contains {
            $0["labels"]?["alertname"] == .string(name) && $0["state"] == .string("firing")
        }
    }

    /// The type of a metric as its targets tell it.
    func type(of metric: String) async throws -> String? {
        let response = try await Self.client.send(
            HTTPClientRequest(url: url + "/api/v1/metadata?metric=\(metric)"))
        let answer = try JSONDecoder().decode(JSONValue.self, from: response.body)
        return answer["data"]?[metric]?.array?.first?["type"]?.string
    }

    func stop() async throws {
        try await child.stop()
    }
}
