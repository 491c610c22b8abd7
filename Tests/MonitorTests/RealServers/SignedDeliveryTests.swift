import Foundation
import NIOPosix
import TestSupport
import Testing
import Transfers

@testable import Monitor

/// A running bridge that takes signed deliveries, beside those with a token.
struct SignedDeliveryTests {
    private static let client = HTTPClient(threads: .singleton)
    private static let delivery = Data(#"{"alerts": []}"#.utf8)

    private static func configuration(_ folder: TemporaryFolder) -> String {
        """
        bridge:
          authorization: [{credentials: token}]
          signatures:
            - {scheme: grafana, secret_file: \(folder.path("key")), timestamp_header: X-Grafana-Alerting-Timestamp}
            - {scheme: standard_webhooks, secret_file: \(folder.path("key"))}
        """
    }

    /// Sends what Grafana would send; tells the status and the text of the answer.
    private func deliver(
        _ bridge: LiveBridge, key: String, at moment: Date = .now, signing signed: Data = delivery,
        body: Data = delivery, type: String = "application/json"
    ) async throws -> (status: Int, text: String) {
        let time = "\(Int(moment.timeIntervalSince1970))"
        let scheme = SignatureScheme.grafana
        let signature = scheme.signature(of: Data("\(time):".utf8), signed, with: scheme.key(key))
        return try await post(
            bridge, body,
            [
                ("Content-Type", type), ("X-Grafana-Alerting-Signature", signature),
                ("X-Grafana-Alerting-Timestamp", time),
            ])
    }

    private func post(
        _ bridge: LiveBridge, _ body: Data, _ headers: [(name: String, value: String)]
    ) async throws -> (status: Int, text: String) {
        let url = "http://127.0.0.1:\(bridge.port)/trigger"
        let answer = try await Self.client.send(
            HTTPClientRequest(method: "POST", url: url, headers: headers, body: body))
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    @Test func `what is signed is taken, until the key is another`() async throws {
        try await LiveBridge.serving({ folder in
            _ = try? folder.write("grafana-key-0123456789", to: "key")
            return Self.configuration(folder)
        }) { bridge async throws in
            #expect(try await deliver(bridge, key: "grafana-key-0123456789").status == 200)
            let message = WebhookMessage(event: .requested, id: "msg-1", body: Self.delivery)
            let ours = try message.headers(secrets: [.text("old"), .text("grafana-key-0123456789")], at: .now)
            #expect(try await post(bridge, Self.delivery, ours).status == 200)
            let bearer = [("Content-Type", "application/json"), ("Authorization", "Bearer token")]
            #expect(try await post(bridge, Self.delivery, bearer).status == 200)

            let changed = try await deliver(bridge, key: "grafana-key-0123456789", body: Data(#"{"alerts": [] }"#.utf8))
            #expect(changed.status == 401 && changed.text.contains("the signature is that of another body"))
            let old = try await deliver(bridge, key: "grafana-key-0123456789", at: .now - 600)
            #expect(old.status == 401 && old.text.contains("at most 300 s are taken"))
            let unsigned = try await post(bridge, Self.delivery, [("Content-Type", "application/json")])
            #expect(unsigned.status == 401 && unsigned.text.contains("X-Grafana-Alerting-Signature"))
            let form = try await deliver(bridge, key: "grafana-key-0123456789", type: "text/plain")
            #expect(form.status == 415)
            let large = Data(count: (8 << 20) + 1)
            #expect(try await deliver(bridge, key: "grafana-key-0123456789", signing: large, body: large).status == 413)

            try bridge.folder.write("another-key-0123456789", to: "key")
            #expect(try await deliver(bridge, key: "grafana-key-0123456789").status == 401)
            #expect(try await deliver(bridge, key: "another-key-0123456789").status == 200)
        }
    }
}
