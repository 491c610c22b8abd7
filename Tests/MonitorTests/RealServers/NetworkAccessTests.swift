import Foundation
import NIOPosix
import TestSupport
import Testing
import Transfers

@testable import Monitor

/// From which networks a running bridge takes what, while that changes.
struct NetworkAccessTests {
    private static let client = HTTPClient(threads: .singleton)
    private static let ingest = "ingest-token-0123456789"
    private static let delivery = Data(#"{"alerts": []}"#.utf8)

    private static func configuration(deliveries: String, operators: String) -> String {
        """
        bridge:
          authorization: [{credentials: \(ingest)}]
          delivery_networks: [\(deliveries)]
          operator_networks: [\(operators)]
          \(RoutedBridge.operators)
        """
    }

    /// Headers do not say where a request comes from.
    private func post(
        _ bridge: BridgeProcess, _ path: String, token: String, body: Data = delivery, type: String = "application/json"
    ) async throws -> HTTPClientResponse {
        try await Self.client.send(
            HTTPClientRequest(
                method: "POST", url: bridge.url + path,
                headers: [
                    ("Content-Type", type), ("Authorization", "Bearer \(token)"), ("X-Forwarded-For", "10.1.2.3"),
                    ("Forwarded", "for=10.1.2.3"), ("X-Real-IP", "10.1.2.3"), ("Sec-Fetch-Site", "same-origin"),
                ], body: body))
    }

    /// The answers to a delivery, an observation, a write of the API and a sign-in.
    private func answers(_ bridge: BridgeProcess) async throws -> [HTTPClientResponse] {
        let form = Data("name=alice&secret=\(RoutedBridge.aliceToken)".utf8)
        return [
            try await post(bridge, "/trigger", token: Self.ingest),
            try await post(bridge, "/model-monitoring/models/churn/rollout/observations", token: Self.ingest),
            try await post(bridge, "/api/v1/simulate", token: RoutedBridge.aliceToken),
            try await post(
                bridge, "/sign-in", token: "none", body: form, type: "application/x-www-form-urlencoded"),
        ]
    }

    private func reload(_ bridge: BridgeProcess, deliveries: String, operators: String) async throws {
        try bridge.configure(Self.configuration(deliveries: deliveries, operators: operators))
        let answer = try await post(bridge, "/-/reload", token: "none")
        #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    @Test func `the address of a stream of HTTP/2 is that of its connection`() async throws {
        let web = "tls_server_config: {cert_file: server.pem, key_file: server.key}"
        let configuration = Self.configuration(deliveries: "127.0.0.1/32", operators: "127.0.0.1/32")
        try await LiveBridge.serving({ _ in configuration }, web: web) { bridge async throws in
            let curl = Curl(arguments: ["--cacert", Fixtures.url("web/tls/ca.pem").path(), "--http2"])
            let answer = try await curl.get(
                "https://127.0.0.1:\(bridge.port)/trigger", "--json", #"{"alerts": []}"#, "--oauth2-bearer",
                Self.ingest)
            #expect(answer.version == "2" && answer.status == 200)
        }
    }

    /// The socket is for IPv6 and IPv4, so that the sender is ::ffff:127.0.0.1.
    @Test func `deliveries and writes are taken from their networks, and a reload changes these at once`() async throws
    {
        let bridge = try await BridgeProcess(host: "")
        try bridge.configure(Self.configuration(deliveries: "127.0.0.0/8", operators: "127.0.0.0/8"))
        let child = try await bridge.start()
        // There is no rollout, but the observations were read.
        #expect(try await answers(bridge).map(\.status) == [200, 400, 200, 303])

        try await reload(bridge, deliveries: "10.0.0.0/8", operators: "127.0.0.1/32")
        let strangers = try await answers(bridge)
        #expect(strangers.map(\.status) == [403, 403, 200, 303])
        let text = "nothing is taken from 127.0.0.1: it is in no network of bridge.delivery_networks"
        for answer in strangers.prefix(2) { #expect(String(decoding: answer.body, as: UTF8.self).contains(text)) }
        // Whether the token is right is not told, and the body is not read.
        #expect(try await post(bridge, "/trigger", token: "wrong").status == 403)
        #expect(try await bridge.metric("modelwatch_delivery_bytes_count") == 1)

        try await reload(bridge, deliveries: "127.0.0.1/32", operators: "10.0.0.0/8")
        let others = try await answers(bridge)
        #expect(others.map(\.status) == [200, 400, 403, 403])
        for answer in others.suffix(2) {
            #expect(String(decoding: answer.body, as: UTF8.self).contains("in no network of bridge.operator_networks"))
        }
        // Reading goes by the web configuration alone.
        #expect(try await bridge.status(of: "/triggers") == 200)
        #expect(try await bridge.metric(#"modelwatch_deliveries_total{code="403"}"#) == 2)
        #expect(try await bridge.metric(#"modelwatch_operator_requests_total{action="simulate",code="403"}"#) == 1)
        #expect(try await bridge.metric(#"modelwatch_operator_requests_total{action="sign-in",code="403"}"#) == 1)
        try await child.stop()
    }
}
