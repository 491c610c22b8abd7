import Checks
import Synchronization

/// The standard metrics of the handler of `/metrics`, named as Go's client library names them.
final class HandlerMetrics: Sendable {
    static let requests = MetricDescriptor(
        "promhttp_metric_handler_requests_total", .counter, labels: ["code"],
        help: "Total number of scrapes by HTTP status code.")
    static let inFlight = MetricDescriptor(
        "promhttp_metric_handler_requests_in_flight", help: "Current number of scrapes being served.")

    /// All of them, for documentation and tests.
    static let all = [requests, inFlight]

    private struct Counts {
        // Known from the start, so that the first failure is an increase.
        var answers = [200: 0, 500: 0, 503: 0]
        var inFlight = 0
    }

    private let counts = Mutex(Counts())

    /// Counts a scrape while it is answered, and then by the code of its answer; what throws is answered with 500.
    func counting<Answer>(_ answer: () async throws -> Answer) async throws -> Answer {
        counts.withLock { $0.inFlight += 1 }
        do {
            let result = try await answer()
            end(code: 200)
            return result
        } catch {
            end(code: 500)
            throw error
        }
    }

    private func end(code: Int) {
        counts.withLock { counts in
            counts.inFlight -= 1
            counts.answers[code, default: 0] += 1
        }
    }

    var measurements: [Measurement] {
        counts.withLock { counts in
            counts.answers.map { Measurement(Self.requests, ["\($0.key)"], Double($0.value)) }
                + [Measurement(Self.inFlight, [], Double(counts.inFlight))]
        }
    }
}
