import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix
import Testing
import Transfers

@testable import Monitor

struct HTTPClientTests {
    private static let client = HTTPClient(threads: .singleton)

    @Test func `a call carries method, headers and body`() async throws {
        let server = FakeServer { Response(.ok, text: "got \($0.body.count)") }
        try await server.run { url async throws in
            var request = HTTPClientRequest(method: "PATCH", url: url + "/a?b=c")
            request.headers = [("X-Kind", "one\r\nX-Forged: two")]
            request.body = Data(count: 100_000)
            let response = try await Self.client.send(request)
            #expect(response.status == 200)
            #expect(String(decoding: response.body, as: UTF8.self) == "got 100000")
        }
        let call = try #require(server.calls.first)
        #expect(call.method == .patch && call.path == "/a?b=c")
        #expect(call.headers[values: try #require(.init("X-Forged"))].isEmpty)
    }

    @Test func `a redirect is not followed`() async throws {
        let server = FakeServer { _ in Response(status: .found, headers: [.location: "/elsewhere"]) }
        try await server.run { url async throws in
            let response = try await Self.client.send(HTTPClientRequest(url: url))
            #expect(response.status == 302)
        }
        #expect(server.calls.count == 1)
    }

    @Test func `an answer that is too long is refused`() async throws {
        let server = FakeServer { _ in Response(.ok, text: String(repeating: "x", count: 2000)) }
        try await server.run { url async throws in
            var request = HTTPClientRequest(url: url)
            request.maximumResponseBytes = 1000
            await #expect(throws: HTTPClientError.responseTooLarge(limit: 1000)) {
                try await Self.client.send(request)
            }
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
    func `other protocols are refused`(url: String) async throws {
        await #expect(throws: HTTPClientError.self) { try await Self.client.send(HTTPClientRequest(url: url)) }
    }

    @Test func `a server that hangs is given up`() async throws {
        let server = FakeServer { _ in
            try await Task.sleep(for: .seconds(1))
            return Response(status: .ok)
        }
        try await server.run { url async throws in
            await #expect(throws: HTTPClientError.transport("Timeout was reached")) {
                try await Self.client.send(HTTPClientRequest(url: url, timeout: .milliseconds(200)))
            }
        }
    }
}
