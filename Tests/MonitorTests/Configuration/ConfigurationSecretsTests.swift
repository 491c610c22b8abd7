import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import TestSupport

@testable import Monitor

/// A secret is put into every place that can hold one; each of them is told from the others by its number.
struct ConfigurationSecretsTests {
    private static let text = """
        prometheus: {url: "http://prometheus:s3cret-1@localhost:9090"}
        alertmanager: {url: "http://s3cret-2@localhost:9093/?api_key=s3cret-3&x=shown"}
        bridge: {authorization: [{credentials: s3cret-4}, {credentials_file: "/run/secrets/token"}]}
        models:
          - name: m
            reference: {path: "postgresql://s3cret-5@db/scores?password=s3cret-6", password: s3cret-7, table: t}
            current:
              path: "s3://bucket/scores/day-?.parquet?secret_key=s3cret-8"
              s3: {access_key_id: s3cret-18, secret_access_key: s3cret-19, session_token: s3cret-20}
          - name: of-web-servers
            reference:
              path: "https://data.example.com/x.csv?X-Amz-Signature=s3cret-21&set=s3cret-22#s3cret-23"
              basic_auth: {username: someone, password: s3cret-24}
            current: {path: "http://data.example.com/y.csv#s3cret-25", authorization: {credentials: s3cret-26}}
          - name: of-drivers
            reference: {adbc: {driver: sqlite, uri: "file:s3cret-27.db", options: {adbc.key: s3cret-28}, table: t}}
            current: {adbc: {driver: postgresql, uri: "postgresql://me@db", password: s3cret-29, query: select 1}}
        policies:
          - name: with-password
            match: [alertname="X"]
            engine:
              prefect:
                url: "http://user:s3cret-9@localhost:4200/api?token=s3cret-10"
                deployment: retrain/production
                basic_auth: {username: someone, password: s3cret-11}
                parameters: {api_token: s3cret-12, epochs: 3}
          - name: with-token
            match: [alertname="X"]
            engine: {prefect: {url: "http://localhost:4200/api", deployment: a/b, authorization: {credentials: s3cret-13}}}
          - name: with-command
            match: [alertname="X"]
            engine:
              command:
                argv: [/bin/true, "--password=s3cret-14", "dsn=host=db password='s3cret-15' user=me"]
                environment: {AWS_SECRET_ACCESS_KEY: s3cret-16, PLAIN: s3cret-17}
        """

    /// - Parameter token: The file of a token of the bridge.
    private static func configuration(token: String = "/run/secrets/token") throws -> Configuration {
        try Configuration(text: text.replacing("/run/secrets/token", with: token))
    }

    @Test func `what is shown has every key and no secret`() throws {
        let yaml = try Self.configuration().tree.yaml
        #expect(!yaml.contains("s3cret"), "\(yaml)")
        for shown in [
            "username: someone", "x=shown", "/run/secrets/token", "AWS_SECRET_ACCESS_KEY: <secret>", "PLAIN: <secret>",
            "evaluation_interval: 30s", "stale_after: 8h", "memory_budget: 256MB", "epochs: 3",
            "bucket/scores/day-?.parquet", "<secret>@db/scores?<secret>", "data.example.com/x.csv?<secret>",
            "data.example.com/y.csv#<secret>", "uri: <secret>", "adbc.key: <secret>", "access_key_id: <secret>",
            "max_bytes: 10GB",
        ] { #expect(yaml.contains(shown), "\(shown)") }
    }

    @Test func `the page and the YAML have none, and what is shown is YAML that reads the same`() async throws {
        let folder = try TemporaryFolder()
        let configuration = try Self.configuration(token: folder.write("s3cret-0", to: "token"))
        let options = BridgeOptions(
            web: WebOptions(addresses: []), storagePath: folder.path("data"), executable: "")
        let bridge = try Bridge(
            configuration: configuration, options: options, log: LogSettings(level: .error, format: .logfmt))
        try await bridge.server().test(.router) { client in
            let yaml = try await client.execute(uri: "/config", method: .get)
            #expect(yaml.headers[.contentType] == "text/yaml; charset=utf-8")
            let html = try await client.execute(
                uri: "/config", method: .get, headers: [.accept: "text/html,application/xml;q=0.9,*/*;q=0.8"])
            #expect(html.headers[.contentType] == "text/html; charset=utf-8")
            for body in [String(buffer: yaml.body), String(buffer: html.body)] {
                #expect(!body.contains("s3cret"))
                #expect(body.contains("retrain/production"))
            }
            #expect(String(buffer: html.body).contains("&lt;secret&gt;"))
            let again = try Configuration(text: String(buffer: yaml.body).replacing("<secret>", with: "x"))
            #expect(again.models.map(\.definition) == configuration.models.map(\.definition))
            #expect(again.policies.map(\.cooldown) == configuration.policies.map(\.cooldown))
            #expect(again.global == configuration.global)
        }
    }

    @Test(arguments: [
        "bridge: {authorization: [{credentials: 4711123}]}",
        "bridge: {authorization: [{credentials: [4711123]}]}",
        "bridge: {authorization: [{credentials: 4711123, credentials_file: x}]}",
        "prometheus: {url: 'ftp://me:4711123@localhost'}",
        "alertmanager: {url: 'me:4711123@localhost'}",
        "policies: [{name: a, match: [a=b], engine: {prefect: {url: 'http://x', deployment: a, basic_auth: {username: u, password: 4711123}}}}]",
        "models: [{name: a, reference: {path: x}, current: {path: 'https://me:4711123@localhost/x.csv'}}]",
        "models: [{name: a, reference: {path: x}, current: {path: 's3:///x?secret_key=4711123'}}]",
        "models: [{name: a, reference: {path: x}, current: {path: s3://b/k, s3: {access_key_id: 4711123}}}]",
        "models: [{name: a, reference: {path: x}, current: {adbc: {driver: sqlite, uri: 4711123, table: t}}}]",
    ])
    func `a mistake about a secret is told without it`(text: String) {
        let error = #expect(throws: InvalidConfiguration.self) { try Configuration(text: text) }
        #expect(error?.description.contains("4711123") == false, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("https://user:pass@example.org/", "https://<secret>@example.org/"),
        ("https://user:p@ss@example.org/", "https://<secret>@example.org/"),
        ("s3://bucket/key?X-Amz-Signature=abc&region=eu", "s3://bucket/key?X-Amz-Signature=<secret>&region=eu"),
        ("postgresql://me:pass/word@db/x", "postgresql://<secret>@db/x"),
        ("postgres://me:1/2@db/x", "postgres://<secret>@db/x"),
        ("cannot open https://me:a?b#c@d/e@example.org/x today", "cannot open https://<secret>@example.org/x today"),
        ("http://example.org:8080/a@b", "http://example.org:8080/a@b"),
        ("http://[::1]:80/a@b", "http://[::1]:80/a@b"),
        ("someone@example.org", "someone@example.org"),
        ("host=db PASSWORD = abc user=me", "host=db PASSWORD = <secret> user=me"),
        ("label=~\"token.*\"", "label=~\"token.*\""),
        // A search in it would take minutes.
        (String(repeating: "x", count: 100_000) + "@", "<100001 bytes that may hold a secret>"),
        (String(repeating: "x", count: 1000), String(repeating: "x", count: 1000)),
    ])
    func `only what looks like a secret is masked`(text: String, masked: String) {
        #expect(SecretPattern.masked(text) == masked)
    }

    @Test(arguments: [
        ("/logs/day-?.csv", "/logs/day-?.csv"),
        ("s3://bucket/day-?.csv", "s3://bucket/day-?.csv"),
        ("https://example.org/a?b", "https://example.org/a?<secret>"),
        ("postgres://me@db/x?sslmode=require\nx", "postgres://<secret>@db/x?<secret>"),
        ("http://example.org/a#b?c", "http://example.org/a#<secret>"),
    ])
    func `of a URL neither a user nor a query is shown`(place: String, masked: String) {
        #expect(SecretPattern.maskedPlace(place) == masked)
    }
}
