import Checks
import Hummingbird

/// `GET /metrics` of the exporter: the last snapshot, and the metrics of the process.
struct MetricsController: Sendable {
    private let pages: PageCache
    private let ownMeasurements: @Sendable () -> [Checks.Measurement]
    private let handler = MetricsHandler()

    /// - Parameter ownMeasurements: What is asked for at each scrape; must not compute.
    init(snapshots: SnapshotStore, ownMeasurements: @escaping @Sendable () -> [Checks.Measurement]) {
        pages = PageCache(snapshots)
        self.ownMeasurements = ownMeasurements
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().get("metrics") { request, _ in
            // What was current when the request came, or something newer.
            let generation = pages.generation
            return try await handler.answer(
                request, samples: { ownMeasurements().map(MetricSample.init) },
                page: { pages.page($0.format, $0.coding, since: generation) })
        }
    }
}
