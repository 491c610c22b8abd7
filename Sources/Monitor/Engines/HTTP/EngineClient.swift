import Foundation
import Transfers

/// Calls the HTTP API of one engine and tells successes from failures in words common to all.
struct EngineClient: Sendable {
    /// The engine's name as errors tell it, such as `Prefect`.
    let engine: String
    /// What paths are appended to, without a slash at its end.
    let url: String
    /// How we identify ourselves.
    var authorization: HTTPAuthorization?
    /// How long one call may take.
    let timeout: Duration
    let client: HTTPClient
    /// Logs in to the API where tokens come from a login service; goes before `authorization`.
    var login: EngineLogin?
    /// What goes out with every call, such as the version of the API.
    var headers: [(name: String, value: String)] = []
    /// Finds the message in the body of an error.
    var detail: @Sendable (Data) -> String = EngineDetail.text
    /// Finds the pause that an answer asks for.
    var pause: @Sendable (HTTPClientResponse) -> Duration? = EngineClient.retryAfter
    /// Credentials that are sent in another way than as the authorization.
    var secrets: [Secret] = []
    /// Where calls may go: never to where a machine's credentials are, whatever a URL or the name in it says.
    var addresses = AddressRule.noMetadata

    /// Makes one call; throws ``EngineError`` unless the answer has one of the statuses.
    ///
    /// A token of a login service that the engine no longer takes is replaced once.
    func send(_ request: HTTPClientRequest, expecting statuses: Set<Int>) async throws -> HTTPClientResponse {
        guard let login else { return try await send(request, as: authorization, expecting: statuses) }
        let token = try await login.token()
        do {
            return try await send(request, as: .bearer(.text(token)), expecting: statuses)
        } catch EngineError.status(_, let status, _, _) where login.refusals.contains(status) {
            login.forget(token)
            return try await send(request, as: .bearer(.text(login.token())), expecting: statuses)
        }
    }

    private func send(
        _ request: HTTPClientRequest, as authorization: HTTPAuthorization?, expecting statuses: Set<Int>
    ) async throws -> HTTPClientResponse {
        var request = request
        request.timeout = timeout
        request.addresses = addresses
        request.headers += headers
        try request.authorize(authorization)
        let response: HTTPClientResponse
        do {
            response = try await client.send(request)
        } catch let error as HTTPClientError {
            throw switch error {
            case .unreachable: EngineError.unreachable(engine: engine, "\(error)")
            case .addressDenied: EngineError.forbidden(engine: engine, "\(error)")
            default: EngineError.noAnswer(engine: engine, "\(error)")
            }
        }
        guard statuses.contains(response.status) else {
            throw EngineError.status(
                engine: engine, response.status, concealed(detail(response.body), in: request),
                retryAfter: pause(response))
        }
        return response
    }

    /// What an engine says, short enough for a page and without the credentials that it may repeat.
    func concealed(_ text: String, in request: HTTPClientRequest? = nil) -> String {
        let sent = (request?.headers ?? []).filter { $0.name == "Authorization" }
            .flatMap { $0.value.split(separator: " ").dropFirst().map(String.init) }
        let told = (sent + known).filter { !$0.isEmpty }.reduce(text) { $0.replacing($1, with: "<secret>") }
        return String(told.prefix(EngineDetail.limit))
    }

    func get(_ path: String, expecting statuses: Set<Int> = [200]) async throws -> HTTPClientResponse {
        try await send(HTTPClientRequest(url: url + path), expecting: statuses)
    }

    /// Sends a JSON document.
    func send(
        _ body: some Encodable, to path: String, method: String = "POST", expecting statuses: Set<Int> = [200, 201]
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(method: method, url: url + path)
        request.headers.append(("Content-Type", "application/json"))
        request.body = try Self.encoder.encode(body)
        return try await send(request, expecting: statuses)
    }

    /// The same document is always the same bytes.
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Reads the JSON document of an answer.
    func decode<Value: Decodable>(_ type: Value.Type, _ response: HTTPClientResponse) throws(EngineError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: response.body)
        } catch {
            throw .unexpectedAnswer(engine: engine)
        }
    }

    /// One segment of a path: whatever it holds stays inside it.
    static func segment(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~"))) ?? ""
    }

    private var known: [String] {
        (secrets + (authorization?.secrets ?? [])).compactMap { try? $0.read() }
    }

    /// The pause that an answer asks for, in seconds; a date is not understood.
    static func retryAfter(_ response: HTTPClientResponse) -> Duration? {
        response.headers["retry-after"].flatMap(Int.init).map { .seconds(max(0, min($0, 86_400))) }
    }
}
