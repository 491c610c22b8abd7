import Foundation
import HTTPTypes
import Hummingbird

/// `/api/v1/episodes`: alerts from firing to resolved as JSON, and what operators say of them.
struct EpisodeAPIController: Sendable {
    /// A reason and little else.
    private static let bodyBytes = 16 << 10

    let decisions: EpisodeDecisions
    let operators: OperatorDirectory
    let counters: BridgeCounters

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection<BasicRequestContext>()
            .read { request, _ in try await list(request) }
            .read(":id") { _, context in try await show(context.parameters.require("id")) }
            .actions(on: ":id", countedBy: counters) { try await perform($0, on: $1, $2) }
    }

    private struct List: Encodable {
        let episodes: [EpisodeView]
        let next: String?
    }

    private func list(_ request: Request) async throws -> Response {
        let page = try await decisions.store.episodes(try EpisodeSearch(request), try request.listRange())
        let now = decisions.now()
        return try Response(json: List(episodes: page.rows.map { EpisodeView($0, at: now) }, next: page.next))
    }

    private struct Detail: Encodable {
        let episode: EpisodeView
        let events: [EpisodeEventView]
        /// Those that the alert stands behind.
        let triggers: [TriggerView]
        /// What an operator could say now.
        let actions: [EpisodeAction]
    }

    private func show(_ id: String) async throws -> Response {
        let detail = try await decisions.detail(id)
        let episode = detail.episode
        return try Response(
            json: Detail(
                episode: EpisodeView(episode, at: decisions.now()), events: detail.events.map(EpisodeEventView.init),
                triggers: detail.triggers.map(TriggerView.init),
                actions: episode.review.possible(isOpen: episode.state.isOpen)))
    }

    private struct Reason: Decodable {
        let reason: String?
    }

    private func perform(_ action: EpisodeAction, on id: String, _ request: Request) async throws -> Response {
        let author = try await operators.author(of: request)
        let given = try await request.json(
            Reason.self, upTo: Self.bodyBytes, expected: #"a JSON object such as {"reason": "I look into it"}"#)
        let episode = try await decisions.perform(action, on: id, by: author, reason: given.reason ?? "")
        return try Response(json: EpisodeView(episode, at: decisions.now()))
    }
}

extension EpisodeSearch {
    /// The parameters `state`, `severity`, `mark`, `alertname` and `model`.
    init(_ request: Request) throws {
        self.init(
            state: try request.choice("state"), severity: try request.choice("severity"),
            mark: try request.choice("mark"), alertname: request.query("alertname"), model: request.query("model"))
    }
}
