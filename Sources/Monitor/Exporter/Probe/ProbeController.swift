import Checks
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// `GET /probe?model=NAME`: evaluates a configured model now, within the time that the scraper waits.
///
/// Nothing but a name comes from outside: what it means is in the configuration.
final class ProbeController: Sendable {
    private let service: ProbeService
    private let configuration: @Sendable () -> Configuration
    private let logger: Logger
    private let unknownModels = Mutex(0)

    init(_ service: ProbeService, configuration: @escaping @Sendable () -> Configuration, logger: Logger) {
        self.service = service
        self.configuration = configuration
        self.logger = logger
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read("probe") { request, _ in try await self.probe(request) }
    }

    /// What is counted of all probes, for the metrics page.
    var samples: [MetricSample] {
        [MetricSample(Measurement(ProbeMetric.unknownModels, [], Double(unknownModels.withLock { $0 })))]
    }

    private func probe(_ request: Request) async throws -> Response {
        let configuration = configuration()
        let name = request.uri.queryParameters.get("model")
        guard let model = configuration.models.first(where: { $0.name == name }) else {
            unknownModels.withLock { $0 += 1 }
            let known = configuration.models.map(\.name).joined(separator: ", ")
            return Response(.badRequest, text: "The parameter model must be one of: \(known)\n")
        }
        let time = ProbeTime(
            header: request.headers[.scrapeTimeout],
            evaluationTimeout: EvaluationTiming(of: model, else: configuration.global.evaluation).timeout)
        if let problem = time.problem {
            logger.warning("A probe goes on without the scraper's timeout", metadata: ["error": "\(problem)"])
        }
        let start = ContinuousClock.now
        let outcome = await service.outcome(of: model, within: time.limit)
        let report = ProbeReport(model: model, time: time, outcome: outcome, duration: start.duration(to: .now))
        if request.uri.queryParameters.get("debug") == "true" { return Response(.ok, text: report.text) }
        let choice = ExpositionChoice(request.headers)
        let page = MetricsPage(report.measurements).bytes(as: choice.format)
        return choice.response(ScrapePage.empty(choice.coding).body(tail: page))
    }
}

extension HTTPField.Name {
    /// How long Prometheus waits for a scrape, in seconds.
    fileprivate static let scrapeTimeout = Self("X-Prometheus-Scrape-Timeout-Seconds") ?? .date
}
