import Foundation
import HTTPTypes
import Hummingbird

/// `/api/v1/episodes`: alerts from firing to resolved, as JSON.
struct EpisodeAPIController: Sendable {
    let store: BridgeStore

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { request, _ in try await list(request) }
    }

    private struct List: Encodable {
        let episodes: [EpisodeView]
        let next: String?
    }

    private func list(_ request: Request) async throws -> Response {
        let page = try await store.episodes(try request.choice("state"), try request.listRange())
        return try Response(json: List(episodes: page.rows.map(EpisodeView.init), next: page.next))
    }
}
