import Foundation
import Hummingbird
import NIOPosix
import Transfers

@testable import Monitor

extension FakeServer.Call {
    /// The path without its query.
    var route: String { String(path.prefix { $0 != "?" }) }

    /// The members of the query, decoded.
    var query: [String: String] {
        let pairs = path.drop { $0 != "?" }.dropFirst().split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The members of a body in the encoding of HTML forms.
    var form: [String: String] {
        FakeServer.Call(method: method, path: "?" + text, headers: headers, body: body).query
    }

    /// What a server at a URL answers to the call.
    func forwarded(to target: String) async throws -> Response {
        var request = HTTPClientRequest(method: method.rawValue, url: target + path)
        request.headers = [("Content-Type", "application/json")]
        if !body.isEmpty { request.body = body }
        let answer = try await HTTPClient(threads: .singleton).send(request)
        return Response(
            .init(code: answer.status), text: String(decoding: answer.body, as: UTF8.self),
            contentType: "application/json")
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: JSONValue? { try? JSONDecoder().decode(JSONValue.self, from: body) }

    /// The value of a header; empty if there is none.
    func header(_ name: String) -> String {
        headers.first { $0.name.canonicalName == name.lowercased() }?.value ?? ""
    }

    /// The method and the path, as they stand in the first line of a request.
    var line: String { "\(method.rawValue) \(path)" }
}
