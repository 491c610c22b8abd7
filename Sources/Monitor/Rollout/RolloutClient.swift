public import Foundation
import NIOPosix
import Transfers

/// Calls the rollout API of a running bridge, for the command line.
public struct RolloutClient: Sendable {
    private let client: EngineClient

    /// - Parameters:
    ///   - url: The bridge, such as `http://localhost:5080`.
    ///   - tokenFile: The file with the bearer token; nil to send none.
    public init(url: String, tokenFile: String?) {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        client = EngineClient(
            engine: "the bridge", url: base + "/model-monitoring/models",
            authorization: tokenFile.map { .bearer(.file($0)) },
            timeout: .seconds(30), client: HTTPClient(threads: .singleton))
    }

    /// The rollout of a model, or who gets which version of it where an id is given.
    public func show(_ model: String, assignment id: String? = nil) async throws -> String {
        let query = id.map { "/assignment?id=\(EngineClient.segment($0))" } ?? ""
        return Self.text(try await client.get(path(model) + query).body)
    }

    /// Starts a rollout; the plan is a JSON object.
    public func start(_ model: String, control: String, candidate: String, plan: Data) async throws -> String {
        guard case .object(var body)? = try? JSONDecoder().decode(JSONValue.self, from: plan) else {
            throw EngineError.refusal(engine: "the plan", "expected a JSON object")
        }
        body["control"] = .string(control)
        body["candidate"] = .string(candidate)
        return Self.text(try await client.send(body, to: path(model)).body)
    }

    /// Goes to the next step, or by so many percent.
    public func increase(_ model: String, by percent: Int?) async throws -> String {
        let body = percent.map { ["by": $0] } ?? [:]
        return Self.text(try await client.send(body, to: path(model) + "/increase").body)
    }

    /// Takes all traffic from the candidate.
    public func rollBack(_ model: String) async throws -> String {
        Self.text(try await client.send([String: Int](), to: path(model) + "/rollback").body)
    }

    private func path(_ model: String) -> String { "/\(EngineClient.segment(model))/rollout" }

    private static func text(_ body: Data) -> String { String(decoding: body, as: UTF8.self) }
}
