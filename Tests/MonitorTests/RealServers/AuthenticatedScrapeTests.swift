import Foundation
import Testing
import TestSupport

@testable import Monitor

/// A real Prometheus scrapes the exporter over TLS with a user, as the documentation shows it.
struct AuthenticatedScrapeTests {
    @Test func `Prometheus scrapes with an authority and a user`() async throws {
        let exporter = try await ExporterProcess()
        let process = try await exporter.start(
            web: """
                tls_server_config:
                  cert_file: server.pem
                  key_file: server.key
                  client_ca_file: ca.pem
                  client_auth_type: RequireAndVerifyClientCert
                basic_auth_users: {alice: $2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC}
                """)
        let job = { (name: String, password: String) in
            """
              - job_name: \(name)
                scheme: https
                basic_auth: {username: alice, password: \(password)}
                tls_config:
                  ca_file: \(exporter.folder.path("ca.pem"))
                  cert_file: \(exporter.folder.path("client.pem"))
                  key_file: \(exporter.folder.path("client.key"))
                static_configs: [{targets: [\(exporter.address)]}]
            """
        }
        let prometheus = try await PrometheusServer(
            configuration: """
                global: {scrape_interval: 200ms, scrape_timeout: 200ms}
                scrape_configs:
                \(job("right", "right"))
                \(job("wrong", "wrong"))
                """, rules: [:])
        try await Eventually.holds(within: .seconds(30), "the right job is up, the wrong one is not") {
            let right = try await prometheus.query.value(#"up{job="right"}"#)
            let wrong = try await prometheus.query.value(#"up{job="wrong"}"#)
            return right == 1 && wrong == 0
        }
        #expect(try await prometheus.query.value("modelwatch_accuracy{dataset=\"current\"}") != nil)
        try await prometheus.stop()
        try await process.stop()
        #expect(process.exitStatus == 0)
    }

    @Test func `Prometheus probes a model by its name, as the documentation shows it`() async throws {
        let text = try String(
            contentsOf: Fixtures.packageRoot.appending(path: "docs/http.md"), encoding: .utf8)
        let block = try #require(
            text.firstMatch(of: /```yaml\n(scrape_configs:\n  - job_name: modelwatch-probe[\s\S]*?)```/)
        ).1
        let exporter = try await ExporterProcess()
        let process = try await exporter.start()
        let prometheus = try await PrometheusServer(
            configuration: String(block).replacing("127.0.0.1:8000", with: exporter.address)
                .replacing("scrape_interval: 5m", with: "scrape_interval: 1s")
                .replacing("scrape_timeout: 1m", with: "scrape_timeout: 1s"), rules: [:])
        let instance = #"instance="genre-classifier""#
        try await Eventually.holds(within: .seconds(30), "the model that is there is probed") {
            try await prometheus.query.value("modelwatch_probe_success{\(instance)}") == 1
        }
        #expect(try await prometheus.query.value("modelwatch_probe_timeout_seconds{\(instance)}") == 0.5)
        #expect(try await prometheus.query.value("modelwatch_accuracy{\(instance),dataset=\"current\"}") != nil)
        try await Eventually.holds(within: .seconds(30), "the one that is not there is down") {
            try await prometheus.query.value(#"up{instance="churn"}"#) == 0
        }
        try await prometheus.stop()
        try await process.stop()
    }
}
