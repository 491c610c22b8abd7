import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport

@testable import Monitor

/// A bridge behind a router without sockets, with two operators and one policy that waits for people.
struct RoutedBridge {
    static let aliceToken = "alice-token-0123456789"
    static let bobToken = "bob-token-0123456789ab"

    /// Two people with tokens of their own.
    static let operators =
        "operators: [{name: alice, credentials: \(aliceToken)}, {name: bob, credentials: \(bobToken)}]"

    let folder: TemporaryFolder
    let client: any TestClientProtocol

    /// Serves until the body ends.
    static func serving(
        bridge: String = "{\(operators)}", mode: String = "approve", verdict: String? = nil, web: String? = nil,
        _ body: @Sendable (RoutedBridge) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let more = verdict.map { ", \($0)" } ?? ""
        let engine = "engine: {command: {argv: [/bin/true]}}\(more)"
        let text = """
            policies:
              - {name: retrain, match: ['alertname=~"Drift.*"'], mode: \(mode), \(engine)}
            bridge: \(bridge)
            """
        var options = BridgeOptions(
            web: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: 0)]), storagePath: folder.path("data"),
            executable: "/bin/false")
        options.web.configurationFile = try web.map { try folder.write($0, to: "web.yml") }
        let file = try folder.write(text, to: "modelwatch.yml")
        let bridge = try Bridge(
            configuration: Configuration(file: file), options: options,
            log: LogSettings(level: .error, format: .logfmt))
        try await bridge.server().test(.router) { try await body(RoutedBridge(folder: folder, client: $0)) }
    }

    /// Delivers a body as Alertmanager does.
    @discardableResult
    func deliver(_ body: Data) async throws -> TestResponse {
        try await client.execute(
            uri: "/trigger", method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(bytes: body))
    }

    /// Delivers one alert of which the policy makes a trigger; tells its id.
    func makeTrigger(model: String = "churn") async throws -> String {
        try await deliver(Payloads.body(labels: ["alertname": "Drift", "model": model]))
        let list = try await json("/api/v1/triggers?subject=\(model)")
        return list["triggers"]?.array?.first?["id"]?.string ?? ""
    }

    /// Asks for a page or an answer of the API.
    func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: headers)
    }

    /// An answer of the API.
    func json(_ uri: String, _ headers: HTTPFields = [:]) async throws -> JSONValue {
        let response = try await get(uri, headers)
        return try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
    }

    /// Sends JSON to the API.
    func post(
        _ uri: String, _ body: String = "{}", token: String? = aliceToken, _ more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let token { headers[.authorization] = "Bearer \(token)" }
        for field in more { headers[field.name] = field.value }
        return try await client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    /// Sends a form as a browser does from a page of ours.
    func submit(_ uri: String, _ form: String, cookie: String? = nil, _ more: HTTPFields = [:]) async throws
        -> TestResponse
    {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .origin: "http://localhost"]
        headers[.cookie] = cookie
        for field in more { headers[field.name] = field.value.isEmpty ? nil : field.value }
        return try await client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: form))
    }

    /// Signs somebody in; tells the cookie that a browser would send from now on.
    func signIn(_ name: String = "alice", _ secret: String = aliceToken) async throws -> String {
        let response = try await submit("/sign-in", "name=\(name)&secret=\(secret)")
        return String((response.headers[.setCookie] ?? "").prefix { $0 != ";" })
    }

    /// The token in the forms of a page.
    func formToken(of uri: String, cookie: String) async throws -> String {
        let page = String(buffer: try await get(uri, [.cookie: cookie]).body)
        return page.firstMatch(of: /name="form_token" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
    }
}

extension HTTPFields {
    /// What browsers say of the page that a request comes from.
    static func fetched(from site: String) -> HTTPFields {
        var fields: HTTPFields = [:]
        if let name = HTTPField.Name("Sec-Fetch-Site") { fields[name] = site }
        return fields
    }
}
