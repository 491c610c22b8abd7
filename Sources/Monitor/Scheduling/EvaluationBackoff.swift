/// How long a failed evaluation waits for the next attempt as long as its data stay the same.
enum EvaluationBackoff {
    /// The longest pause after the first failure; it doubles with each further one.
    static let first = Duration.seconds(1)

    /// The pause after a number of failures in a row: a half and up to the whole of what has doubled so often.
    ///
    /// - Parameters:
    ///   - limit: The longest pause of all.
    ///   - jitter: A random number from 0 to 1, so that models that failed together do not come back together.
    static func pause(after failures: Int, limit: Duration, jitter: Double) -> Duration {
        // A year of seconds; beyond it a limit is none.
        let doubled = first * (1 << min(max(failures, 1) - 1, 25))
        return min(doubled, max(limit, .zero)) * (0.5 + jitter / 2)
    }
}
