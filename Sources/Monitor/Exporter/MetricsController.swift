import Hummingbird

/// `GET /metrics` of the exporter: the last snapshot, and the metrics of the process.
struct MetricsController: Sendable {
    private let pages: PageCache
    private let handler = MetricsHandler()

    init(snapshots: SnapshotStore) {
        pages = PageCache(snapshots)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().get("metrics") { request, _ in
            // What was current when the request came, or something newer.
            let generation = pages.generation
            return try await handler.answer(request, page: { pages.page($0.format, $0.coding, since: generation) })
        }
    }
}
