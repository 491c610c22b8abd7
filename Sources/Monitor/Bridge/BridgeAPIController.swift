import Foundation
import Hummingbird

/// `/api/v1/triggers`: triggers and their audit trail as JSON.
struct BridgeAPIController: Sendable {
    let store: BridgeStore

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection()
            .read { _, _ in try await list() }
            .read(":id") { _, context in try await show(context.parameters.require("id")) }
    }

    private struct Trigger: Encodable {
        let id, key, policy, subject, engine, state, reason: String
        let createdAt: Date
        let finishedAt: Date?
        let attempts: Int
        let runId, runUrl: String?
        let parameters: [String: String]

        enum CodingKeys: String, CodingKey {
            case id, key, policy, subject, engine, state, reason, attempts, parameters
            case createdAt = "created_at"
            case finishedAt = "finished_at"
            case runId = "run_id"
            case runUrl = "run_url"
        }

        init(_ record: TriggerRecord) {
            id = record.id
            key = record.key
            policy = record.policy
            subject = record.subject
            engine = record.engine
            state = record.state.rawValue
            reason = record.reason
            createdAt = record.createdAt
            finishedAt = record.finishedAt
            attempts = record.attempts
            runId = record.runId
            runUrl = record.runUrl
            parameters = record.request.parameters
        }
    }

    private func list() async throws -> Response {
        try Response(json: ["triggers": try await store.triggers().map(Trigger.init)])
    }

    private struct Transition: Encodable {
        let at: Date
        let from: TriggerState?
        let to: TriggerState
        let actor, reason: String
    }

    private func show(_ id: String) async throws -> Response {
        guard let transitions = try await store.transitions(of: id) else {
            throw HTTPError(.notFound, message: "no trigger \(id)")
        }
        let rows = transitions.map {
            Transition(at: $0.at, from: $0.fromState, to: $0.toState, actor: $0.actor, reason: $0.reason)
        }
        return try Response(json: ["transitions": rows])
    }
}
