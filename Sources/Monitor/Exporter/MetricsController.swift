import Hummingbird

/// The metrics page: the last snapshot, what is measured for each scrape, and the metrics of the process.
struct MetricsController: Sendable {
    private let pages: PageCache?
    private let roles: [ServerRole]
    private let handler: MetricsHandler

    init(_ roles: [ServerRole], _ options: WebOptions) {
        pages = roles.lazy.compactMap(\.snapshots).first.map(PageCache.init)
        self.roles = roles
        handler = MetricsHandler(options)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { request, _ in try await answer(request) }
    }

    private func answer(_ request: Request) async throws -> Response {
        guard let pages else { return try await handler.answer(request, samples: samples) }
        // What was current when the request came, or something newer.
        let generation = pages.generation
        return try await handler.answer(
            request, samples: samples, page: { pages.page($0.format, $0.coding, since: generation) })
    }

    private func samples() async throws -> [MetricSample] {
        var samples: [MetricSample] = []
        for role in roles { samples += try await role.samples() }
        return samples
    }
}
