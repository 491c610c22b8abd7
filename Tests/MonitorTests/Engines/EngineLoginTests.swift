import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import Transfers

@testable import Monitor

struct EngineLoginTests {
    private static func client(_ url: String, style: ClientCredentials.Style = .form) -> EngineClient {
        let credentials = ClientCredentials(
            url: url + "/token", clientID: "app", secret: .text("s&c=r+t"), scope: "a b", style: style,
            server: .engine)
        let tools = EngineTools.testing
        return EngineClient(
            engine: "Engine", url: url, timeout: .seconds(2), client: tools.client,
            login: EngineLogin(credentials, timeout: .seconds(2), with: tools))
    }

    /// Gives out `t1`, `t2` and so on, which hold for some seconds, and takes only the last.
    private static func server(seconds: Int = 3600) -> FakeServer {
        let count = Mutex(0)
        return FakeServer { call in
            if call.path == "/token" {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return Response(.ok, text: #"{"access_token":"t\#(number)","expires_in":\#(seconds)}"#)
            }
            let isCurrent = count.withLock { call.headers[.authorization] == "Bearer t\($0)" }
            if call.path == "/revoke" { count.withLock { $0 += 1 } }
            return Response(status: isCurrent ? .ok : .unauthorized)
        }
    }

    @Test func `a token is kept until a minute before its end`() async throws {
        for (seconds, logins) in [(3600, 1), (60, 2)] {
            let server = Self.server(seconds: seconds)
            try await server.run { url async throws in
                let client = Self.client(url)
                for _ in 0..<2 { _ = try await client.get("/x") }
            }
            #expect(server.calls.filter { $0.path == "/token" }.count == logins)
        }
    }

    @Test func `a token that is no longer taken is replaced once`() async throws {
        let server = Self.server()
        try await server.run { url async throws in
            let client = Self.client(url)
            _ = try await client.get("/revoke")
            _ = try await client.get("/x")
        }
        #expect(server.calls.map(\.path) == ["/token", "/revoke", "/x", "/token", "/x"])
    }

    @Test func `the secret stands where the service wants it`() async throws {
        for (style, body, header) in [
            (
                ClientCredentials.Style.form,
                "grant_type=client_credentials&scope=a%20b&client_id=app&client_secret=s%26c%3Dr%2Bt", nil
            ),
            (.header, "grant_type=client_credentials&scope=a%20b", "Basic YXBwOnMmYz1yK3Q="),
        ] as [(ClientCredentials.Style, String, String?)] {
            let server = Self.server()
            try await server.run { _ = try await Self.client($0, style: style).get("/x") }
            #expect(String(decoding: server.calls[0].body, as: UTF8.self) == body)
            #expect(server.calls[0].headers[.authorization] == header)
        }
    }

    @Test func `a login service is never where clouds hand out credentials`() async throws {
        let error = await #expect(throws: LoginError.self) { try await Self.client("http://169.254.169.254").get("/x") }
        let reason = "the login service is not called: calls to the address 169.254.169.254 are denied"
        #expect(error.map { StartOutcome(failure: $0) } == .unauthorized(reason))
    }

    @Test(
        arguments: [
            (401, .unauthorized("the login is refused with 401: invalid_client")),
            (400, .unauthorized("the login is refused with 400: invalid_client")),
            (500, .unavailable("the login service cannot be asked: it answers 500")),
            (429, .unavailable("the login service cannot be asked: it answers 429")),
        ] as [(Int, StartOutcome)])
    func `a login that fails has started nothing`(status: Int, expected: StartOutcome) async throws {
        let server = FakeServer { _ in
            Response(.init(code: status), text: #"{"error":"invalid_client","error_description":"s&c=r+t"}"#)
        }
        try await server.run { url async throws in
            let error = await #expect(throws: LoginError.self) { try await Self.client(url).get("/x") }
            #expect(error.map { StartOutcome(failure: $0) } == expected)
        }
    }
}
