import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real VictoriaMetrics on a free loopback port, which scrapes the text format only.
final class VictoriaMetricsServer: Sendable {
    let query: SeriesQuery
    private let folder: TemporaryFolder
    private let child: ChildProcess
    private static let client = HTTPClient(threads: .singleton)

    /// Starts it with a scrape configuration and waits until it answers.
    init(configuration: String) async throws {
        let executable = try #require(
            ["/usr/bin/victoria-metrics", "/usr/local/bin/victoria-metrics"]
                .first(where: FileManager.default.isExecutableFile),
            "VictoriaMetrics is not installed; run scripts/setup.sh servers, as make test does")
        folder = try TemporaryFolder()
        let port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        query = SeriesQuery(url: url)
        child = try ChildProcess(
            executable,
            [
                "-promscrape.config=\(try folder.write(configuration, to: "prometheus.yml"))",
                "-storageDataPath=\(folder.path("data"))", "-httpListenAddr=127.0.0.1:\(port)",
                // Else new samples show after half a minute.
                "-search.latencyOffset=0s",
            ], log: folder.url.appending(path: "victoria-metrics.log"))
        try await Eventually.holds(within: .seconds(30), "VictoriaMetrics is ready") {
            (try? await Self.client.send(HTTPClientRequest(url: url + "/health")))?.status == 200
        }
    }

    func stop() async throws {
        try await child.stop()
    }
}
