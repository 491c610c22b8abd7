import HTTPTypes
import Hummingbird
import NIOPosix

/// Answers scrapes in the format and with the compression that the scraper takes, and counts them.
struct MetricsHandler: Sendable {
    private let metrics: HandlerMetrics
    private let omitsOwnMetrics: Bool

    init(_ options: WebOptions) {
        metrics = HandlerMetrics(ScrapeLimit(options.maximumRequests))
        omitsOwnMetrics = options.omitsOwnMetrics
    }

    /// Answers a scrape, or refuses it if there are too many.
    ///
    /// - Parameters:
    ///   - samples: What is measured for this scrape; it comes at the end of the page, before what the handler and the
    ///     process tell of themselves.
    ///   - page: The beginning of the page. Runs on a thread where it may take its time.
    func answer(
        _ request: Request, samples: () async throws -> [MetricSample],
        page: @escaping @Sendable (ExpositionChoice) -> ScrapePage = { .empty($0.coding) }
    ) async throws -> Response {
        try await metrics.counting {
            let choice = ExpositionChoice(request.headers)
            let samples = try await metrics.noting(.gathering, samples)
            let body = try await metrics.noting(.encoding) {
                // Not on a thread of the server, and not on one of the evaluations.
                try await NIOThreadPool.singleton.runIfActive {
                    page(choice).body(tail: MetricsPage(samples + own).bytes(as: choice.format))
                }
            }
            return choice.response(body)
        }
    }

    private var own: [MetricSample] {
        omitsOwnMetrics ? [] : (metrics.measurements + ProcessMetrics.measurements()).map(MetricSample.init)
    }
}
