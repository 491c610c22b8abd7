import Checks
import Hummingbird

/// The metrics page: the last snapshot, what is measured for each scrape, and the metrics of the process.
struct MetricsController: Sendable {
    private let pages: PageCache?
    private let roles: [ServerRole]
    private let reloader: ConfigurationReloader
    private let handler: MetricsHandler

    init(_ roles: [ServerRole], _ reloader: ConfigurationReloader, _ options: WebOptions) {
        pages = roles.lazy.compactMap(\.pages).first
        self.roles = roles
        self.reloader = reloader
        handler = MetricsHandler(options)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { request, _ in try await answer(request) }
    }

    private func answer(_ request: Request) async throws -> Response {
        guard let pages else { return try await handler.answer(request, samples: samples) }
        let generation = pages.oldestGeneration()
        return try await handler.answer(
            request, samples: samples, page: { pages.page($0.format, $0.coding, since: generation) })
    }

    private func samples() async throws -> [MetricSample] {
        var samples = reloader.measurements.map(MetricSample.init)
        for role in roles { samples += try await role.samples() }
        return samples
    }
}
