import Foundation
import HTTPTypes
import Hummingbird

/// `/api/v1/triggers`: triggers, their audit trail and evidence as JSON, and what operators do with them.
struct TriggerAPIController: Sendable {
    /// A reason and little else.
    private static let bodyBytes = 16 << 10

    let store: BridgeStore
    let decisions: OperatorDecisions
    let operators: OperatorDirectory
    let counters: BridgeCounters

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection<BasicRequestContext>()
            .read { request, _ in try await list(request) }
            .read(":id") { _, context in try await show(context.parameters.require("id")) }
            .actions(on: ":id", countedBy: counters) { try await perform($0, on: $1, $2) }
    }

    private struct List: Encodable {
        let triggers: [TriggerView]
        let next: String?
    }

    private func list(_ request: Request) async throws -> Response {
        let page = try await store.triggers(try TriggerFilter(request), try request.listRange())
        return try Response(json: List(triggers: page.rows.map(TriggerView.init), next: page.next))
    }

    private struct History: Encodable {
        let trigger: TriggerView
        let transitions: [TransitionView]
        let evidence: [EpisodeView]
        /// What an operator could do now.
        let actions: [TriggerAction]
    }

    private func show(_ id: String) async throws -> Response {
        guard let history = try await store.trigger(id) else { throw HTTPError(.notFound, message: "no trigger \(id)") }
        return try Response(
            json: History(
                trigger: TriggerView(history.trigger), transitions: history.transitions.map(TransitionView.init),
                evidence: history.evidence.map { EpisodeView($0, at: decisions.workshop.now()) },
                actions: decisions.possible(for: history.trigger)))
    }

    private struct Reason: Decodable {
        let reason: String?
    }

    private func perform(_ action: TriggerAction, on id: String, _ request: Request) async throws -> Response {
        let author = try await operators.author(of: request)
        let given = try await request.json(
            Reason.self, upTo: Self.bodyBytes,
            expected: #"a JSON object such as {"reason": "the data are right again"}"#)
        let trigger = try await decisions.perform(action, on: id, by: author, reason: given.reason ?? "")
        return try Response(json: TriggerView(trigger))
    }
}

extension TriggerFilter {
    /// The parameters `state`, `policy` and `subject`.
    init(_ request: Request) throws {
        self.init(
            state: try request.choice("state"), policy: request.query("policy"), subject: request.query("subject"))
    }
}
