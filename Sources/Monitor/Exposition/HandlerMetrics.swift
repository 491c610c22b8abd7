import Checks
import Hummingbird
import Synchronization

/// The standard metrics of the handler of `/metrics`, named as Go's client library names them.
final class HandlerMetrics: Sendable {
    static let requests = MetricDescriptor(
        "promhttp_metric_handler_requests_total", .counter, labels: ["code"],
        help: "Total number of scrapes by HTTP status code.")
    static let inFlight = MetricDescriptor(
        "promhttp_metric_handler_requests_in_flight", help: "Current number of scrapes being served.")

    static let errors = MetricDescriptor(
        "promhttp_metric_handler_errors_total", .counter, labels: ["cause"],
        help: "Total number of internal errors encountered by the promhttp metric handler.")

    /// All of them, for documentation and tests.
    static let all = [requests, inFlight, errors]

    /// What went wrong, in the words of Go's client library.
    enum Cause: String, CaseIterable {
        /// A value could not be found out.
        case gathering
        /// The page could not be written.
        case encoding
    }

    private let limit: ScrapeLimit
    /// Known from the start, so that the first failure is an increase.
    private let answers = Mutex([200: 0, 500: 0, 503: 0])
    private let failures = Mutex(Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0, 0) }))

    /// - Parameter limit: How many scrapes are served at the same time.
    init(_ limit: ScrapeLimit = ScrapeLimit(0)) {
        self.limit = limit
    }

    /// Counts a scrape by the code of its answer; what throws is answered with 500.
    func counting(_ answer: () async throws -> Response) async throws -> Response {
        do {
            let response = try await limit.answer(answer)
            count(response.status.code)
            return response
        } catch {
            count(500)
            throw error
        }
    }

    /// Runs a part of a scrape, and counts its failure.
    func noting<Result>(_ cause: Cause, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            failures.withLock { $0[cause, default: 0] += 1 }
            throw error
        }
    }

    private func count(_ code: Int) {
        answers.withLock { $0[code, default: 0] += 1 }
    }

    var measurements: [Measurement] {
        answers.withLock { $0 }.map { Measurement(Self.requests, ["\($0.key)"], Double($0.value)) }
            + failures.withLock { $0 }.map { Measurement(Self.errors, [$0.key.rawValue], Double($0.value)) }
            + [Measurement(Self.inFlight, [], Double(limit.current))]
    }
}
