/// How long a probe may take.
struct ProbeTime: Sendable, Equatable {
    /// What is left to the way of the answer.
    private static let offset = 0.5
    /// For clients that do not say how long they wait, such as curl.
    private static let usual = Duration.seconds(120)

    let limit: Duration
    /// What is wrong with what the scraper said; nil if nothing is.
    let problem: String?

    /// - Parameters:
    ///   - header: The value of `X-Prometheus-Scrape-Timeout-Seconds`; nil if there is none.
    ///   - evaluationTimeout: The most that the configuration allows.
    init(header: String?, evaluationTimeout: Duration) {
        let seconds = header.flatMap { Double($0) }.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        let scraper = seconds.map { Duration.seconds(min($0 > 2 * Self.offset ? $0 - Self.offset : $0 / 2, 1e6)) }
        limit = min(scraper ?? Self.usual, evaluationTimeout)
        problem = header != nil && seconds == nil ? "the scraper's timeout is no positive number" : nil
    }
}
