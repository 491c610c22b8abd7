import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Monitor

/// What is kept of bodies that could not be read, and of whose.
struct RejectedBodyTests {
    private static let ingest = "ingest-token-0123456789"
    private static let key = "signing-key-0123456789"

    private static func bridge(keeping count: Int) -> String {
        "{authorization: [{credentials: \(ingest)}], signatures: [{scheme: grafana, secret: \(key)}], keep_rejected: \(count)}"
    }

    private func deliver(
        _ bridge: RoutedBridge, _ body: String, type: String = "application/json", token: String? = ingest,
        signing signed: String? = nil
    ) async throws -> Int {
        var headers: HTTPFields = [.contentType: type, .contentLength: "\(body.utf8.count)"]
        headers[.authorization] = token.map { "Bearer \($0)" }
        if let signed, let name = HTTPField.Name(SignatureScheme.grafana.header) {
            headers[name] = SignatureScheme.grafana.signature(
                of: Data(), Data(signed.utf8), with: Data(Self.key.utf8))
        }
        return try await bridge.client.execute(
            uri: "/trigger", method: .post, headers: headers, body: ByteBuffer(string: body)
        ).status.code
    }

    private func kept(_ bridge: RoutedBridge) async throws -> [JSONValue] {
        try await bridge.json("/api/v1/rejected-deliveries")["rejected"]?.array ?? []
    }

    @Test func `the last bodies that cannot be read are kept, with why`() async throws {
        try await RoutedBridge.serving(bridge: Self.bridge(keeping: 3)) { bridge async throws in
            #expect(try await deliver(bridge, "first") == 400)
            #expect(try await deliver(bridge, #"{"alerts": []}"#) == 200)
            #expect(try await deliver(bridge, "<b>\u{1B}[2J\u{202E}{{title}}</b>\nsecond line") == 400)
            #expect(try await deliver(bridge, #"{"text": "hello"}"#, type: "text/plain") == 415)
            let large = String(repeating: "x", count: (8 << 20) + 1)
            #expect(try await deliver(bridge, large) == 413)

            let rows = try await kept(bridge)
            #expect(rows.map { $0["status"] } == [.integer(413), .integer(415), .integer(400)])
            #expect(rows.first?["bytes"] == .integer((8 << 20) + 1))
            #expect(rows.first?["body"]?.string?.utf8.count == RejectedDelivery.bodyLimit)
            #expect(rows[1]["reason"]?.string?.contains("Content-Type: application/json") == true)
            #expect(rows[1]["body"]?.string == #"{"text": "hello"}"#)
            #expect(rows[2]["body"]?.string?.hasPrefix("<b>\u{1B}[2J") == true)

            let page = String(buffer: try await bridge.get("/deliveries").body)
            #expect(page.contains("&lt;b&gt;\\u{1b}[2J\\u{202e}{{title}}&lt;/b&gt;\nsecond line"))
            #expect(page.contains("8388609") && page.contains("415") && !page.contains("first"))
            for text in [page, "\(rows)"] { #expect(!text.contains(Self.ingest)) }
        }
    }

    @Test func `of strangers nothing is kept`() async throws {
        try await RoutedBridge.serving(bridge: Self.bridge(keeping: 3)) { bridge async throws in
            for type in ["application/json", "text/plain"] {
                #expect(try await deliver(bridge, "{", type: type, token: nil) == 401)
                #expect(try await deliver(bridge, "{", type: type, token: "wrong") == 401)
                #expect(try await deliver(bridge, "{", type: type, token: nil, signing: "[") == 401)
            }
            // What is too large is not read to the end, so its signature proves nothing.
            let large = String(repeating: "x", count: (8 << 20) + 1)
            #expect(try await deliver(bridge, large, token: nil, signing: large) == 413)
            #expect(try await kept(bridge).isEmpty)
            #expect(try await deliver(bridge, "{", token: nil, signing: "{") == 400)
            #expect(try await kept(bridge).map { $0["body"] } == [.string("{")])
        }
    }

    @Test func `nothing is kept unless it is asked for`() async throws {
        try await RoutedBridge.serving(bridge: Self.bridge(keeping: 0)) { bridge async throws in
            #expect(try await deliver(bridge, "{") == 400)
            #expect(try await deliver(bridge, "{", type: "text/plain") == 415)
            #expect(try await kept(bridge).isEmpty)
            #expect(!String(buffer: try await bridge.get("/deliveries").body).contains("could not be read"))
        }
    }

    @Test func `a smaller number forgets what was kept`() async throws {
        let folder = try TemporaryFolder()
        let store = try BridgeStore(path: folder.path("bridge.sqlite"))
        for index in 0..<5 {
            let time = TestClock.at("10:0\(index):00")
            let row = RejectedDelivery(
                id: ULID(at: time).description, receivedAt: time, sender: "192.0.2.7", status: 400,
                reason: "unreadable",
                bytes: 1, body: Data("\(index)".utf8))
            try await store.keep(row, atMost: 4)
        }
        func bodies() async throws -> [String] {
            try await store.rejections(atMost: 10).map { String(decoding: $0.body, as: UTF8.self) }
        }
        #expect(try await bodies() == ["4", "3", "2", "1"])
        try await store.forgetRejections(beyond: 2)
        #expect(try await bodies() == ["4", "3"])
        try await store.forgetRejections(beyond: 0)
        #expect(try await bodies().isEmpty)
    }
}
