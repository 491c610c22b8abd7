import Foundation
import Transfers

/// Logs in to the API of an engine, and stays so.
struct EngineLogin: Sendable {
    private let service: any LoginService
    private let tools: EngineTools
    private let timeout: Duration

    /// - Parameter timeout: How long one call may take.
    init(_ service: any LoginService, timeout: Duration, with tools: EngineTools) {
        self.service = service
        self.timeout = timeout
        self.tools = tools
    }

    /// Answers of the engine after which it is logged in anew.
    var refusals: Set<Int> { service.refusals }

    /// The token to call with; throws ``LoginError`` if there is none.
    func token() async throws -> String {
        if let kept = tools.memory.text(key) { return kept }
        let token = try await fetch(at: Date())
        tools.memory.keep(token.text, key, until: token.end)
        return token.text
    }

    /// Makes the next call log in again, because the engine did not take the token.
    func forget(_ token: String) {
        tools.memory.forget(token, key)
    }

    private var key: [String] { ["token", service.identity] }

    private func fetch(at now: Date) async throws -> AccessToken {
        var request = try service.request(at: now)
        request.timeout = timeout
        request.addresses = service.addresses
        let response: HTTPClientResponse
        do {
            let client = tools.client.secured(by: service.tls(beside: tools.client.tls))
            response = try await client.send(request)
        } catch HTTPClientError.addressDenied(let address) {
            throw LoginError.unusable("the login service is not called: \(HTTPClientError.addressDenied(address))")
        } catch let error as HTTPClientError {
            throw LoginError.unavailable("\(error)")
        }
        if [200, 201].contains(response.status), let token = service.token(in: response.body, at: now) { return token }
        guard (400..<500).contains(response.status), ![408, 429].contains(response.status) else {
            throw LoginError.unavailable("it answers \(response.status)")
        }
        throw LoginError.refused(response.status, Self.detail(response.body))
    }

    /// The code of the error (RFC 6749, section 5.2); longer descriptions may repeat what was sent.
    private static func detail(_ body: Data) -> String {
        let document = try? JSONDecoder().decode(JSONValue.self, from: body)
        return String((document?["error"]?.string ?? "").prefix(EngineDetail.limit))
    }
}
