import Foundation
import NIOPosix
import TestSupport
import Testing
import Transfers

@testable import Monitor

/// Sessions with the built bridge, over restarts and reloads.
struct SessionEndTests {
    private static let client = HTTPClient(threads: .singleton)
    private static let alice = "{name: alice, credentials: \(RoutedBridge.aliceToken)}"
    private static let carol = "{name: carol, credentials_file: carol-token}"

    private func configure(_ bridge: BridgeProcess, _ operators: String...) throws {
        try bridge.configure(
            """
            bridge: {operators: [\(operators.joined(separator: ", "))]}
            policies: [{name: p, match: [alertname=A], engine: {command: {argv: [/bin/true]}}}]
            """)
    }

    private func submit(
        _ bridge: BridgeProcess, _ path: String, _ form: String, cookie: String = ""
    ) async throws -> HTTPClientResponse {
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", bridge.url), ("Cookie", cookie),
        ]
        return try await Self.client.send(
            HTTPClientRequest(method: "POST", url: bridge.url + path, headers: headers, body: Data(form.utf8)))
    }

    private func signIn(_ bridge: BridgeProcess, _ name: String, _ secret: String) async throws -> String {
        let response = try await submit(bridge, "/sign-in", "name=\(name)&secret=\(secret)")
        return String((response.headers["set-cookie"] ?? "").prefix { $0 != ";" })
    }

    private func page(_ bridge: BridgeProcess, cookie: String) async throws -> String {
        let request = HTTPClientRequest(url: bridge.url + "/sign-in", headers: [("Cookie", cookie)])
        return String(decoding: try await Self.client.send(request).body, as: UTF8.self)
    }

    private func counts(_ cookie: String, at bridge: BridgeProcess) async throws -> Bool {
        try await page(bridge, cookie: cookie).contains("Signed in as")
    }

    @Test func `a sign-out outlives the process that answered it, however that ends`() async throws {
        let bridge = try await BridgeProcess()
        try configure(bridge, Self.alice)
        let first = try await bridge.start()
        let ended = try await signIn(bridge, "alice", RoutedBridge.aliceToken)
        let other = try await signIn(bridge, "alice", RoutedBridge.aliceToken)
        let found = try await page(bridge, cookie: ended).firstMatch(of: /name="form_token" value="([0-9a-f]+)"/)
        let form = "form_token=\(try #require(found).1)"
        #expect(try await submit(bridge, "/sign-out", form, cookie: ended).status == 303)
        try await first.kill()

        let second = try await bridge.start()
        #expect(try await !counts(ended, at: bridge))
        #expect(try await counts(other, at: bridge))
        #expect(try await submit(bridge, "/triggers/0/approve", form + "&reason=", cookie: ended).status == 401)
        try await second.stop()

        let third = try await bridge.start()
        #expect(try await !counts(ended, at: bridge))
        #expect(try await counts(other, at: bridge))
        try await third.stop()
    }

    @Test func `all sessions of an operator end who is removed or has another token`() async throws {
        let bridge = try await BridgeProcess()
        try Data("carol-token-0123456789".utf8).write(to: URL(filePath: bridge.path("carol-token")))
        try configure(bridge, Self.alice, "{name: bob, credentials: \(RoutedBridge.bobToken)}", Self.carol)
        let child = try await bridge.start()
        let alice = try await signIn(bridge, "alice", RoutedBridge.aliceToken)
        var ended: [String] = []
        for (name, secret) in [("bob", RoutedBridge.bobToken), ("carol", "carol-token-0123456789")] {
            for _ in 0..<2 { ended.append(try await signIn(bridge, name, secret)) }
        }
        for cookie in ended + [alice] { #expect(try await counts(cookie, at: bridge)) }
        // The file of a token counts as it is, without a reload.
        try Data("other-token-0123456789".utf8).write(to: URL(filePath: bridge.path("carol-token")))
        for cookie in ended.suffix(2) { #expect(try await !counts(cookie, at: bridge)) }
        for cookie in ended.prefix(2) + [alice] { #expect(try await counts(cookie, at: bridge)) }

        try configure(bridge, Self.alice, Self.carol)
        kill(child.id, SIGHUP)
        let first = ended[0]
        try await Eventually.holds(within: .seconds(10), "bob is gone") { try await !counts(first, at: bridge) }
        try configure(bridge, Self.alice, "{name: bob, credentials: another-token-0123456789}", Self.carol)
        kill(child.id, SIGHUP)
        try await Eventually.holds(within: .seconds(10), "bob is back") {
            try await !signIn(bridge, "bob", "another-token-0123456789").isEmpty
        }
        for cookie in ended { #expect(try await !counts(cookie, at: bridge)) }
        #expect(try await counts(alice, at: bridge))
        try await child.stop()
    }
}
