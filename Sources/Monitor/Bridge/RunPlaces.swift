/// How many more runs may be in progress.
struct RunPlaces: Sendable {
    private let limit: Int
    private var total: Int
    private var runs: [String: Int]

    /// - Parameter runs: Those in progress, by policy.
    init(_ configuration: Configuration, runs: [String: Int]) {
        limit = configuration.bridge.maxConcurrent
        self.runs = runs
        total = runs.values.reduce(0, +)
    }

    /// Whether one more of a policy may be started.
    func hasPlace(_ policy: PolicyConfiguration?) -> Bool {
        guard limit == 0 || total < limit else { return false }
        guard let policy, policy.maxConcurrent > 0 else { return true }
        return runs[policy.name, default: 0] < policy.maxConcurrent
    }

    /// Counts one more.
    mutating func take(_ policy: PolicyConfiguration?) {
        total += 1
        if let policy { runs[policy.name, default: 0] += 1 }
    }
}
