import HTTPTypes
import Hummingbird
import NIOPosix

/// Answers scrapes in the format and with the compression that the scraper takes, and counts them.
struct MetricsHandler: Sendable {
    private let metrics = HandlerMetrics()

    /// Answers a scrape.
    ///
    /// - Parameters:
    ///   - samples: What is measured for this scrape; it comes at the end of the page, before what the handler and the
    ///     process tell of themselves.
    ///   - page: The beginning of the page. Runs on a thread where it may take its time.
    func answer(
        _ request: Request, samples: () async throws -> [MetricSample] = { [] },
        page: @escaping @Sendable (ExpositionChoice) -> ScrapePage = { .empty($0.coding) }
    ) async throws -> Response {
        let choice = ExpositionChoice(request.headers)
        let body = try await metrics.counting {
            let samples = try await samples()
            // Not on a thread of the server, and not on one of the evaluations.
            return try await NIOThreadPool.singleton.runIfActive {
                let own = (metrics.measurements + ProcessMetrics.measurements()).map(MetricSample.init)
                return page(choice).body(tail: MetricsPage(samples + own).bytes(as: choice.format))
            }
        }
        var headers: HTTPFields = [.contentType: choice.contentType, .vary: "Accept, Accept-Encoding"]
        if choice.coding == .gzip { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(contentsOf: body.buffers))
    }
}
