public import Foundation
import Transfers

/// A running bridge, as the command line talks to it.
public struct BridgeClient: Sendable {
    private let url: String
    private let token: String?
    private let certificateAuthority: String?

    /// - Parameters:
    ///   - url: Where the bridge is, such as http://localhost:5080.
    ///   - token: The operator's token; nil for what anybody may ask.
    ///   - certificateAuthority: A file with the certificates to trust, in place of the system's.
    public init(url: String, token: String?, certificateAuthority: String?) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.token = token
        self.certificateAuthority = certificateAuthority
    }

    /// Triggers, newest first.
    public func triggers(
        state: String?, policy: String?, subject: String?, limit: Int, after: String?
    ) throws -> BridgeAnswer {
        let query = QueryText.of([
            ("state", state), ("policy", policy), ("subject", subject), ("limit", "\(limit)"), ("after", after),
        ])
        return try BridgeAnswer(get("triggers" + query), table: BridgeTables.triggers)
    }

    /// One trigger with its timeline and evidence.
    public func trigger(_ id: String) throws -> BridgeAnswer {
        try BridgeAnswer(get("triggers/\(QueryText.encoded(id))"), table: BridgeTables.trigger)
    }

    /// Decides about a trigger.
    public func perform(_ action: TriggerAction, on id: String, reason: String) throws -> BridgeAnswer {
        let body = try JSONEncoder().encode(["reason": reason])
        return try BridgeAnswer(
            post("triggers/\(QueryText.encoded(id))/\(action.rawValue)", body), table: BridgeTables.decided)
    }

    /// Tells what a webhook body would lead to now.
    public func simulate(_ payload: Data) throws -> BridgeAnswer {
        try BridgeAnswer(post("simulate", payload), table: BridgeTables.simulation)
    }

    /// Takes a stored delivery in once more.
    public func replay(_ delivery: String) throws -> BridgeAnswer {
        try BridgeAnswer(
            post("deliveries/\(QueryText.encoded(delivery))/replay", Data("{}".utf8)), table: BridgeTables.outcome)
    }

    func get(_ path: String) throws -> Data {
        try send(HTTPClientRequest(url: "\(url)/api/v1/\(path)"))
    }

    func post(_ path: String, _ body: Data) throws -> Data {
        let headers = [("Content-Type", "application/json")]
        return try send(
            HTTPClientRequest(
                method: "POST", url: "\(url)/api/v1/\(path)", headers: headers, body: body, timeout: .seconds(30)))
    }

    private struct Refusal: Decodable {
        struct Message: Decodable {
            let message: String
        }

        let error: Message
    }

    private func send(_ request: HTTPClientRequest) throws -> Data {
        var request = request
        try request.authorize(token.map { .bearer(.text($0)) })
        request.tls.certificateAuthority = certificateAuthority
        request.maximumResponseBytes = 64 << 20
        let response: HTTPClientResponse
        do {
            response = try CurlTransfer(request).perform()
        } catch {
            throw BridgeClientError.unreachable(url: url, "\(error)")
        }
        guard response.status != 200 else { return response.body }
        let message =
            (try? JSONDecoder().decode(Refusal.self, from: response.body))?.error.message
            ?? String(decoding: response.body.prefix(200), as: UTF8.self)
        throw (400..<500).contains(response.status)
            ? BridgeClientError.refused(status: response.status, message)
            : BridgeClientError.failed(status: response.status, message)
    }
}
