import NIOCore

/// How many models are evaluated at the same time, and what each may take.
struct EvaluationWidth: Sendable, Equatable {
    /// Evaluations at the same time.
    let evaluations: Int
    /// Looks at files at the same time. They do not compute, so they need no processor of their own.
    static let looks = 4

    private static let most = 4
    private static let smallestBudget = GlobalConfiguration.smallestBudget

    /// - Parameters:
    ///   - configured: What the configuration says; nil for as many as leave one processor to scrapes, four at most,
    ///     and memory to each.
    ///   - budget: The bytes of memory for all of them.
    ///   - models: More than these are never evaluated together.
    init(_ configured: Int?, budget: Int, models: Int, processors: Int = System.coreCount) {
        let fitting = min(Self.most, max(1, processors - 1), max(1, budget / Self.smallestBudget))
        evaluations = max(1, min(configured ?? fitting, max(1, models)))
    }

    /// The threads of each evaluation: together they leave one processor to scrapes, unless there are as many
    /// evaluations.
    func readers(processors: Int = System.coreCount) -> Int {
        max(1, (processors - 1) / evaluations)
    }
}
