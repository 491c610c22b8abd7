import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Monitor

/// Copies of a cookie, after its session was ended.
struct SignOutTests {
    private static let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
    private static let web = "basic_auth_users: {scraper: \(hash)}\n"

    private func signOut(_ bridge: RoutedBridge, _ cookie: String) async throws -> TestResponse {
        let token = try await bridge.formToken(of: "/sign-in", cookie: cookie)
        return try await bridge.submit("/sign-out", "form_token=\(token)", cookie: cookie)
    }

    private func change(_ bridge: RoutedBridge, _ sql: String) async throws {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: bridge.folder.path("data/bridge.sqlite"), configuration: configuration)
        try await queue.write { try $0.execute(sql: sql) }
    }

    @Test func `a copied cookie opens nothing and decides nothing after the sign-out`() async throws {
        try await RoutedBridge.serving(web: Self.web) { bridge async throws in
            let cookie = try await bridge.signIn()
            let token = try await bridge.formToken(of: "/sign-in", cookie: cookie)
            #expect(try await bridge.get("/triggers", [.cookie: cookie]).status == .ok)
            #expect(try await signOut(bridge, cookie).status == .seeOther)
            for uri in ["/", "/triggers", "/episodes", "/api/v1/triggers", "/metrics"] {
                #expect(try await bridge.get(uri, [.cookie: cookie]).status == .unauthorized, "\(uri)")
            }
            #expect(try await bridge.submit("/sign-out", "form_token=\(token)", cookie: cookie).status == .unauthorized)
        }
    }

    @Test func `a form with the copied cookie is sent to the sign-in page`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await bridge.makeTrigger()
            let cookie = try await bridge.signIn()
            let token = try await bridge.formToken(of: "/triggers/\(id)", cookie: cookie)
            #expect(try await signOut(bridge, cookie).status == .seeOther)
            let response = try await bridge.submit(
                "/triggers/\(id)/approve", "form_token=\(token)&reason=", cookie: cookie)
            #expect(response.status == .unauthorized)
            #expect(String(buffer: response.body).contains("Your session is over"))
            #expect(String(buffer: response.body).contains("href=\"/sign-in\""))
            for uri in ["/triggers/\(id)", "/episodes", "/episodes/1", "/sign-in"] {
                let page = String(buffer: try await bridge.get(uri, [.cookie: cookie]).body)
                #expect(!page.contains("Signed in as") && !page.contains("name=\"form_token\""), "\(uri)")
            }
            let state = try await bridge.json("/api/v1/triggers/\(id)")["trigger"]?["state"]?.string
            #expect(state == "awaiting_approval")
        }
    }

    @Test func `other sessions go on, also of the same operator`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let ended = try await bridge.signIn()
            let other = try await bridge.signIn()
            let bob = try await bridge.signIn("bob", RoutedBridge.bobToken)
            #expect(try await signOut(bridge, ended).status == .seeOther)
            for (cookie, name) in [(other, "alice"), (bob, "bob"), (try await bridge.signIn(), "alice")] {
                let page = String(buffer: try await bridge.get("/sign-in", [.cookie: cookie]).body)
                #expect(page.contains("Signed in as \(name)"))
            }
        }
    }

    @Test func `a form that is not of the session ends none`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let cookie = try await bridge.signIn()
            let response = try await bridge.submit("/sign-out", "form_token=00", cookie: cookie)
            #expect(response.status == .forbidden)
            let page = String(buffer: try await bridge.get("/sign-in", [.cookie: cookie]).body)
            #expect(page.contains("Signed in as alice"))
        }
    }

    @Test func `a sign-out that cannot be stored is refused, and the browser keeps its cookie`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let cookie = try await bridge.signIn()
            try await change(
                bridge,
                """
                CREATE TRIGGER full BEFORE INSERT ON revoked_session
                    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
                """)
            let response = try await signOut(bridge, cookie)
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.setCookie] == nil)
            #expect(String(buffer: response.body).contains("You are still signed in"))
            let page = String(buffer: try await bridge.get("/sign-in", [.cookie: cookie]).body)
            #expect(page.contains("Signed in as alice"))
            try await change(bridge, "DROP TRIGGER full")
            #expect(try await signOut(bridge, cookie).status == .seeOther)
        }
    }

    @Test func `a cookie does not count while nobody can tell whether its session was ended`() async throws {
        try await RoutedBridge.serving(web: Self.web) { bridge async throws in
            let cookie = try await bridge.signIn()
            let token = try await bridge.formToken(of: "/sign-in", cookie: cookie)
            try await change(bridge, "ALTER TABLE revoked_session RENAME TO away")
            for uri in ["/triggers", "/sign-in"] {
                let page = try await bridge.get(uri, [.cookie: cookie])
                #expect(page.status == .serviceUnavailable)
                #expect(String(buffer: page.body).contains("Whether you have signed out cannot be read"))
            }
            let form = try await bridge.submit("/sign-out", "form_token=\(token)", cookie: cookie)
            #expect(form.status == .serviceUnavailable && form.headers[.setCookie] == nil)
            // Who brings no session of ours does not need the table.
            let bearer: HTTPFields = [.authorization: "Bearer \(RoutedBridge.aliceToken)"]
            #expect(try await bridge.get("/triggers", bearer).status == .ok)
            #expect(try await bridge.get("/triggers", [.cookie: cookie + "0"]).status == .unauthorized)
        }
    }
}
