/// Lets through what comes at a steady rate, and bursts of a limited size; takes time as an argument.
struct TokenBucket: Sendable {
    private let interval: Duration
    private let burst: Int
    private var tokens: Double
    private var last: Duration?

    /// A full bucket.
    ///
    /// - Parameters:
    ///   - interval: After this time one more may pass.
    ///   - burst: How many may pass at once after a pause.
    init(interval: Duration, burst: Int) {
        self.interval = interval
        self.burst = burst
        tokens = Double(burst)
    }

    /// Takes a token; false if there is none.
    ///
    /// - Parameter now: The time since some fixed moment; it must not run backwards.
    mutating func take(at now: Duration) -> Bool {
        if let last, now > last { tokens = min(Double(burst), tokens + (now - last) / interval) }
        last = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
