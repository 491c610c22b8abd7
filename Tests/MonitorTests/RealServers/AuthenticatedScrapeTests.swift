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
}
