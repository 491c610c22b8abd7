import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Monitor

/// Who may do what.
struct OperatorAccessTests {
    /// Nothing, a wrong token, the token of an operator, that of Alertmanager, a session in a cookie.
    enum Caller: String, CaseIterable {
        case nobody, stranger, alice, alertmanager, browser
    }

    private static let ingest = "ingest-token-0123456789"
    private static let bridge = "{authorization: [{credentials: \(ingest)}], \(RoutedBridge.operators)}"

    private func headers(_ caller: Caller, _ bridge: RoutedBridge) async throws -> HTTPFields {
        switch caller {
        case .nobody: [:]
        case .stranger: [.authorization: "Bearer alice-token-012345678"]
        case .alice: [.authorization: "Bearer \(RoutedBridge.aliceToken)"]
        case .alertmanager: [.authorization: "Bearer \(Self.ingest)"]
        case .browser: [.cookie: try await bridge.signIn()]
        }
    }

    private static let unknown = "00000000000000000000000000"

    /// Reading is for whoever reaches the port; writing of the API for operators with their token only.
    @Test(arguments: Caller.allCases)
    func `only operators write, and the token of Alertmanager is for deliveries only`(caller: Caller) async throws {
        try await RoutedBridge.serving(bridge: Self.bridge) { bridge async throws in
            let more = try await headers(caller, bridge)
            for uri in [
                "/", "/triggers", "/episodes", "/history", "/deliveries", "/sign-in", "/api/v1/triggers",
                "/api/v1/episodes", "/api/v1/history", "/api/v1/deliveries", "/metrics",
            ] { #expect(try await bridge.get(uri, more).status == .ok, "\(uri)") }
            let written = [
                "triggers/\(Self.unknown)/approve", "triggers/\(Self.unknown)/reject",
                "triggers/\(Self.unknown)/cancel", "triggers/\(Self.unknown)/retry",
                "deliveries/\(Self.unknown)/replay", "episodes/7/acknowledge", "episodes/7/unacknowledge",
                "episodes/7/mark-false-positive", "episodes/7/unmark-false-positive",
            ]
            for path in written {
                let status = try await bridge.post("/api/v1/" + path, token: nil, more).status
                #expect(status == (caller == .alice ? .notFound : .unauthorized), "\(path)")
            }
            let simulated = try await bridge.post("/api/v1/simulate", #"{"alerts": []}"#, token: nil, more)
            #expect(simulated.status == (caller == .alice ? .ok : .unauthorized))
            let delivered = try await bridge.post("/trigger", #"{"alerts": []}"#, token: nil, more)
            #expect(delivered.status == (caller == .alertmanager ? .ok : .unauthorized))
        }
    }

    @Test func `without an operator nobody writes, and the answer says how to open it`() async throws {
        try await RoutedBridge.serving(bridge: "{authorization: [{credentials: \(Self.ingest)}]}") {
            bridge async throws in
            for path in [
                "triggers/\(Self.unknown)/approve", "deliveries/\(Self.unknown)/replay", "simulate",
                "episodes/7/acknowledge",
            ] {
                for token in [nil, "", Self.ingest] {
                    let answer = try await bridge.post("/api/v1/\(path)", token: token)
                    #expect(answer.status == .forbidden, "\(path)")
                    #expect(String(buffer: answer.body).contains("bridge.operators in the configuration"))
                }
            }
            let page = String(buffer: try await bridge.get("/sign-in").body)
            #expect(page.contains("The configuration names no operator") && !page.contains("type=\"password\""))
            #expect(try await bridge.submit("/sign-in", "name=alice&secret=").status == .forbidden)
        }
    }

    @Test func `a user of the web configuration is an operator where the configuration says so`() async throws {
        let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
        let web = "basic_auth_users: {alice: \(hash), scraper: \(hash)}\n"
        try await RoutedBridge.serving(
            bridge: "{operators: [{name: ann, web_user: alice}, {name: bob, credentials: \(RoutedBridge.bobToken)}]}",
            web: web
        ) { bridge async throws in
            func basic(_ text: String) -> HTTPFields {
                [.authorization: "Basic \(Data(text.utf8).base64EncodedString())"]
            }
            let path = "/api/v1/triggers/\(Self.unknown)/approve"
            #expect(try await bridge.post(path, token: nil, basic("alice:right")).status == .notFound)
            #expect(try await bridge.post(path, token: nil, basic("alice:wrong")).status == .unauthorized)
            #expect(try await bridge.post(path, token: nil, basic("scraper:right")).status == .unauthorized)
            #expect(try await bridge.get("/triggers", basic("scraper:right")).status == .ok)
            #expect(try await bridge.get("/triggers").status == .unauthorized)
            // Browsers send passwords by themselves; another page must not make use of that.
            var foreign = basic("alice:right")
            foreign[.origin] = "https://example.org"
            #expect(try await bridge.post(path, token: nil, foreign).status == .forbidden)
            // An operator's token, or a session, opens the pages beside the users.
            #expect(try await bridge.post(path, token: RoutedBridge.bobToken).status == .notFound)
            let bob = try await bridge.signIn("bob", RoutedBridge.bobToken)
            #expect(try await bridge.get("/triggers", [.cookie: bob]).status == .ok)
            let ann = try await bridge.signIn("ann", "right")
            #expect(try await bridge.get("/triggers", [.cookie: ann]).status == .ok)
            #expect(try await bridge.submit("/sign-in", "name=ann&secret=wrong").status == .unauthorized)
            #expect(try await bridge.submit("/sign-in", "name=alice&secret=right").status == .unauthorized)
            // Another password ends the sessions that began with the old one.
            try bridge.folder.write(web.replacing("alice: $2b$04$a", with: "alice: $2b$04$b"), to: "web.yml")
            #expect(try await bridge.get("/triggers", [.cookie: ann]).status == .unauthorized)
            #expect(try await bridge.get("/triggers", [.cookie: bob]).status == .ok)
        }
    }

    @Test(arguments: [
        ("{operators: [{name: a, credentials: short}]}", "the token of the operator a has fewer than 16 characters"),
        (
            "{operators: [{name: a, credentials: 0123456789abcdef}, {name: b, credentials: 0123456789abcdef}]}",
            "the operators a and b have the same token"
        ),
        (
            "{authorization: [{credentials: 0123456789abcdef}], operators: [{name: a, credentials: 0123456789abcdef}]}",
            "the token of the operator a is also in bridge.authorization"
        ),
        (
            "{signatures: [{scheme: github, secret: 0123456789abcdef}], operators: [{name: a, credentials: 0123456789abcdef}]}",
            "or bridge.signatures"
        ),
        ("{signatures: [{scheme: github, secret: ''}]}", "a secret in bridge.signatures is empty"),
        ("{signatures: [{scheme: standard_webhooks, secret: whsec_}]}", "a secret in bridge.signatures is empty"),
    ])
    func `tokens that do not tell people apart keep the bridge from starting`(bridge: String, message: String) async {
        let error = await #expect(throws: BridgeError.self) { try await RoutedBridge.serving(bridge: bridge) { _ in } }
        #expect(error?.description.contains(message) == true)
    }

    @Test func `a token in a file counts as it is at that moment`() async throws {
        try await RoutedBridge.serving(bridge: "{operators: [{name: alice, credentials: \(RoutedBridge.aliceToken)}]}")
        {
            bridge async throws in
            let file = try bridge.folder.write("first-token-0123456789\n", to: "token")
            let tokens = OperatorTokens(
                try Configuration(text: "bridge: {operators: [{name: x, credentials_file: \(file)}]}").bridge.operators)
            #expect(tokens.owner(of: "first-token-0123456789") == Operator(name: "x"))
            try bridge.folder.write("second-token-0123456789\n", to: "token")
            #expect(tokens.owner(of: "first-token-0123456789") == nil)
            #expect(tokens.owner(of: "second-token-0123456789") == Operator(name: "x"))
            try bridge.folder.write("", to: "token")
            for token in ["", "second-token-0123456789"] { #expect(tokens.owner(of: token) == nil) }
        }
    }
}
