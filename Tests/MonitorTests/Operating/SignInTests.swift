import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import TestSupport

@testable import Monitor

/// Sessions of operators in browsers, and the forms that belong to them.
struct SignInTests {
    @Test func `the cookie is out of reach of scripts, other sites and other paths`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let response = try await bridge.submit(
                "/sign-in", "name=alice&secret=\(RoutedBridge.aliceToken)")
            #expect(response.status == .seeOther)
            #expect(response.headers[.location] == "/triggers")
            let cookie = response.headers[.setCookie] ?? ""
            for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure") && !cookie.contains(RoutedBridge.aliceToken))
            let page = try await bridge.get("/sign-in", [.cookie: String(cookie.prefix { $0 != ";" })])
            #expect(String(buffer: page.body).contains("Signed in as alice"))
            #expect(page.headers[.cacheControl] == "no-store")
            let policy = try #require(HTTPField.Name("Content-Security-Policy"))
            #expect(page.headers[policy]?.contains("frame-ancestors 'none'") == true)
        }
    }

    @Test func `over TLS the cookie says that it is for TLS only`() throws {
        let key = SessionKey()
        let session = OperatorSession(name: "alice", at: .now)
        let cookie = SessionCookies(key: key, root: "/models", isSecure: true).cookie(for: session, secret: "s")
        #expect(cookie.secure && cookie.httpOnly && cookie.sameSite == .strict && cookie.path == "/models")
        #expect(try WebLocation(externalURL: "https://example.org/models", routePrefix: nil).isSecure)
        #expect(try !WebLocation(externalURL: "http://example.org/models", routePrefix: nil).isSecure)
    }

    @Test(arguments: [
        "name=alice&secret=wrong-token-0123456789", "name=bob&secret=\(RoutedBridge.aliceToken)", "name=&secret=",
        "name=alice&secret=", "name=operator%3Aalice&secret=\(RoutedBridge.aliceToken)",
    ])
    func `whoever does not show who they are gets no session`(form: String) async throws {
        try await RoutedBridge.serving { bridge async throws in
            let response = try await bridge.submit("/sign-in", form)
            #expect(response.status == .unauthorized)
            #expect(response.headers[.setCookie] == nil)
            #expect(String(buffer: response.body).contains("No operator has this name"))
        }
    }

    /// A form with one thing wrong with it, and the status that it gets.
    struct WrongForm: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var form = "form_token=TOKEN&reason=x"
        var cookie = "COOKIE"
        var headers: HTTPFields = [:]
        let status: Int
    }

    static let wrongForms: [WrongForm] = [
        WrongForm(testDescription: "other site", headers: .fetched(from: "cross-site"), status: 403),
        WrongForm(testDescription: "other port", headers: .fetched(from: "same-site"), status: 403),
        WrongForm(testDescription: "other origin", headers: [.origin: "http://localhost:81"], status: 403),
        WrongForm(testDescription: "hidden origin", headers: [.origin: "null"], status: 403),
        WrongForm(testDescription: "no origin", headers: [.origin: ""], status: 403),
        WrongForm(testDescription: "no cookie", cookie: "", status: 401),
        WrongForm(testDescription: "changed cookie", cookie: "CHANGED", status: 401),
        WrongForm(testDescription: "wrong form token", form: "form_token=00&reason=x", status: 403),
        WrongForm(testDescription: "no form token", form: "reason=x", status: 400),
        WrongForm(testDescription: "another's form token", form: "form_token=OTHER&reason=x", status: 403),
        WrongForm(testDescription: "JSON", form: "{}", headers: [.contentType: "application/json"], status: 415),
        WrongForm(testDescription: "text", headers: [.contentType: "text/plain"], status: 415),
    ]

    @Test(arguments: wrongForms)
    func `a form that is not from the page of this session changes nothing`(wrong: WrongForm) async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await bridge.makeTrigger()
            let alice = try await bridge.signIn()
            let bob = try await bridge.signIn("bob", RoutedBridge.bobToken)
            let form = wrong.form.replacing("TOKEN", with: try await bridge.formToken(of: "/sign-in", cookie: alice))
                .replacing("OTHER", with: try await bridge.formToken(of: "/sign-in", cookie: bob))
            let cookie = wrong.cookie.replacing("COOKIE", with: alice)
                .replacing("CHANGED", with: alice.replacing("=alice", with: "=bob"))
            let response = try await bridge.submit(
                "/triggers/\(id)/approve", form, cookie: cookie.isEmpty ? nil : cookie, wrong.headers)
            #expect(response.status.code == wrong.status, "\(String(buffer: response.body).suffix(400))")
            let state = try await bridge.json("/api/v1/triggers/\(id)")["trigger"]?["state"]?.string
            #expect(state == "awaiting_approval")
        }
    }

    @Test func `a form of the session decides in the name of its person`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await bridge.makeTrigger()
            let cookie = try await bridge.signIn()
            let token = try await bridge.formToken(of: "/triggers/\(id)", cookie: cookie)
            let response = try await bridge.submit(
                "/triggers/\(id)/reject", "form_token=\(token)&reason=seasonal", cookie: cookie)
            #expect(response.status == .seeOther)
            let steps = try await bridge.json("/api/v1/triggers/\(id)")["transitions"]?.array ?? []
            #expect(steps.last?["to"] == .string("rejected") && steps.last?["actor"] == .string("operator:alice"))
            #expect(steps.last?["reason"] == .string("seasonal"))
            let again = try await bridge.submit(
                "/triggers/\(id)/reject", "form_token=\(token)&reason=", cookie: cookie)
            #expect(again.status == .conflict)
            #expect(String(buffer: again.body).contains("it takes retry"))
        }
    }

    @Test func `signing out takes the cookie away`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let cookie = try await bridge.signIn()
            let token = try await bridge.formToken(of: "/sign-in", cookie: cookie)
            let response = try await bridge.submit("/sign-out", "form_token=\(token)", cookie: cookie)
            #expect(response.status == .seeOther)
            #expect(response.headers[.setCookie]?.contains("Max-Age=0") == true)
        }
    }

    @Test func `a session ends with its time, its token, its person and its key`() throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let cookies = SessionCookies(key: SessionKey(), root: "", isSecure: false)
        let session = OperatorSession(name: "alice", at: now)
        let cookie = cookies.cookie(for: session, secret: "token")
        func read(_ cookies: SessionCookies, after seconds: Double, secret: String?) -> OperatorSession? {
            let headers: HTTPFields = [.cookie: "\(cookie.name)=\(cookie.value)"]
            let head = HTTPRequest(
                method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers)
            let request = Request(head: head, body: .init(buffer: ByteBuffer()))
            return cookies.session(of: request, at: now.addingTimeInterval(seconds)) { _ in secret }
        }
        #expect(read(cookies, after: 0, secret: "token") == session)
        #expect(read(cookies, after: 43_199, secret: "token") == session)
        #expect(read(cookies, after: 43_200, secret: "token") == nil)
        #expect(read(cookies, after: 0, secret: "other") == nil)
        #expect(read(cookies, after: 0, secret: nil) == nil)
        #expect(read(SessionCookies(key: SessionKey(), root: "", isSecure: false), after: 0, secret: "token") == nil)
    }

    @Test func `the key outlives the process, and only its owner can read it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("data/session.key")
        let first = try SessionKey(path: path)
        #expect(try SessionKey(path: path).code(of: "a", "b") == first.code(of: "a", "b"))
        #expect(first.code(of: "a", "b") != first.code(of: "ab", ""))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? Int) == 0o600)
        try folder.write("torn", to: "data/session.key")
        #expect(throws: SessionKeyError.unusable(path)) { try SessionKey(path: path) }
    }
}
