import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import TestSupport

@testable import Monitor

struct BridgeRouterTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func test(
        _ configuration: String = "{}", _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let text = """
            policies: [{name: retrain, match: ['alertname=~".+"'], engine: {command: {argv: [/bin/true]}}}]
            bridge: \(configuration)
            """
        let options = BridgeOptions(
            web: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: 0)]), storagePath: folder.path("data"),
            executable: "/bin/false")
        let bridge = try Bridge(
            configuration: Configuration(text: text), options: options,
            log: LogSettings(level: .error, format: .logfmt))
        try await bridge.server().test(.router) { try await body($0) }
    }

    private func trigger(
        _ client: any TestClientProtocol, _ body: Data, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/json"
        return try await client.execute(
            uri: "/trigger", method: .post, headers: headers, body: ByteBuffer(bytes: body))
    }

    @Test func `a delivery is answered with what became of it`() async throws {
        try await test { client async throws in
            let response = try await trigger(client, Payloads.data("prom_firing_grouped_2"))
            #expect(response.status == .ok)
            let outcome = try JSONDecoder().decode(DeliveryOutcome.self, from: Data(response.body.readableBytesView))
            #expect(outcome.alerts == 2)
            #expect(outcome.triggered == 1)
            #expect(outcome.suppressed == 1)
            #expect(outcome.delivery.count == 26)
        }
    }

    @Test func `attempts on the configured engines are known before there are any`() async throws {
        try await test { client async throws in
            let response = try await client.execute(uri: "/metrics", method: .get)
            let page = String(buffer: response.body)
            for outcome in StartOutcome.names {
                #expect(page.contains(#"modelwatch_dispatch_attempts_total{engine="command",outcome="\#(outcome)"} 0"#))
            }
            #expect(!page.contains(#"modelwatch_dispatch_attempts_total{engine="prefect""#))
        }
    }

    @Test(arguments: [HTTPRequest.Method.get, .put, .delete, .patch, .head])
    func `other methods are refused and say which is meant`(method: HTTPRequest.Method) async throws {
        try await test { client async throws in
            let response = try await client.execute(uri: "/trigger", method: method)
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == "POST")
        }
    }

    @Test func `what is no webhook is refused`() async throws {
        try await test { client async throws in
            #expect(try await trigger(client, Data("{".utf8)).status == .badRequest)
            let deep = String(repeating: "[", count: 33)
            #expect(try await trigger(client, Data(deep.utf8)).status == .badRequest)
            #expect(try await trigger(client, Data(count: (8 << 20) + 1)).status == .contentTooLarge)
            let many = #"{"alerts": [\#(Array(repeating: "1", count: 10_001).joined(separator: ","))]}"#
            #expect(try await trigger(client, Data(many.utf8)).status == .contentTooLarge)
        }
    }

    /// A page of somebody else can make a browser send these types, or none, to any address without being asked.
    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", " ",
    ])
    func `what does not say that it is JSON is refused`(type: String) async throws {
        try await test { client async throws in
            let body = try Payloads.data("prom_firing_1")
            #expect(try await trigger(client, body, headers: [.contentType: type]).status == .unsupportedMediaType)
            let none = try await client.execute(uri: "/trigger", method: .post, body: ByteBuffer(bytes: body))
            #expect(none.status == .unsupportedMediaType)
            for type in ["Application/JSON", "application/json; charset=utf-8"] {
                #expect(try await trigger(client, body, headers: [.contentType: type]).status == .ok)
            }
        }
    }

    @Test func `only a bearer of a token may send`() async throws {
        let path = try folder.write("s3cret\n", to: "token")
        try await test("{authorization: [{credentials_file: \(path)}, {credentials: older}]}") { client async throws in
            let body = try Payloads.data("prom_firing_1")
            #expect(try await trigger(client, body).status == .unauthorized)
            for header in ["Bearer wrong", "Bearer ", "Basic s3cret", "Bearer s3cret2", "Bearer s3cre"] {
                #expect(try await trigger(client, body, headers: [.authorization: header]).status == .unauthorized)
            }
            for header in ["Bearer s3cret", "bearer older"] {
                #expect(try await trigger(client, body, headers: [.authorization: header]).status == .ok)
            }
        }
    }

    @Test func `a bridge that anybody can reach does not start without tokens or signatures`() throws {
        var options = BridgeOptions(
            web: WebOptions(addresses: [ListenAddress(host: "0.0.0.0", port: 0)]), storagePath: folder.path("data"),
            executable: "")
        let log = LogSettings(level: .error, format: .logfmt)
        #expect(throws: WebServerError.anonymous(["0.0.0.0:0"])) {
            try Bridge(configuration: Configuration(text: ""), options: options, log: log).server()
        }
        for protection in ["authorization: [{credentials: s3cret}]", "signatures: [{scheme: github, secret: s3cret}]"] {
            let configuration = try Configuration(text: "bridge: {\(protection)}")
            _ = try Bridge(configuration: configuration, options: options, log: log).server()
            // Nor may a reload open it.
            let role = BridgeRole(options: options)
            #expect(throws: WebServerError.anonymous(["0.0.0.0:0"])) {
                try role.check(Configuration(text: ""), replacing: configuration)
            }
        }
        options.web.allowsAnonymous = true
        _ = try Bridge(configuration: Configuration(text: ""), options: options, log: log).server()
    }

    @Test func `the metrics page counts deliveries and triggers in both formats`() async throws {
        try await test { client async throws in
            _ = try await trigger(client, Payloads.data("prom_firing_1"))
            _ = try await trigger(client, Data())
            let text = try await client.execute(uri: "/metrics", method: .get)
            #expect(text.headers[.contentType] == ExpositionFormat.text.contentType)
            let lines = String(buffer: text.body).split(separator: "\n")
            #expect(lines.contains(#"modelwatch_deliveries_total{code="200"} 1"#))
            #expect(lines.contains(#"modelwatch_deliveries_total{code="400"} 1"#))
            #expect(lines.contains(#"modelwatch_triggers{policy="retrain",state="awaiting_approval"} 1"#))
            #expect(lines.contains("modelwatch_open_episodes 1"))
            #expect(lines.contains("modelwatch_delivery_duration_seconds_count 2"))
            #expect(lines.contains(#"modelwatch_delivery_duration_seconds_bucket{le="+Inf"} 2"#))
            let accept: HTTPFields = [.accept: "application/openmetrics-text;version=1.0.0,*/*;q=0.1"]
            let open = try await client.execute(uri: "/metrics", method: .get, headers: accept)
            #expect(String(buffer: open.body).hasSuffix("# EOF\n"))
        }
    }

    @Test func `text of an alert is data on the pages`() async throws {
        try await test { client async throws in
            let labels = [
                "alertname": "<script>alert(1)</script>", "model": "\"><img src=x onerror=alert(1)>{{title}}",
            ]
            _ = try await trigger(client, Payloads.body(labels: labels))
            let page = String(buffer: try await client.execute(uri: "/triggers", method: .get).body)
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!page.contains("<script>") && !page.contains("<img"))
            #expect(page.contains("{{title}}"))
            #expect(!page.contains(">run</a>"))
        }
    }

    @Test func `the pages and the health checks answer`() async throws {
        try await test { client async throws in
            for path in ["/", "/triggers", "/-/healthy", "/-/ready", "/api/v1/triggers"] {
                #expect(try await client.execute(uri: path, method: .get).status == .ok, "\(path)")
            }
            #expect(try await client.execute(uri: "/api/v1/triggers/x", method: .get).status == .notFound)
        }
    }
}
