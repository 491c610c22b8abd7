public import Statistics

/// The outcome of a statistical test on a column with its verdict.
public struct DriftResult: Sendable, Equatable {
    /// The name of the test.
    public let test: String
    /// The name of the test in prose.
    public let testDisplayName: String
    public let outcome: StatTestOutcome
    /// From which side of the threshold on the outcome means drift.
    public let decision: Decision
    public let threshold: Double
    public let verdict: Verdict
    /// The number that the verdict rests on: p-value or score.
    public let decidingValue: Double

    /// Compares a column by the test that the settings name or, if none, by the automatic one.
    ///
    /// - Returns: nil where the test is undefined for these values, such as a chi-square test of a constant.
    init?(_ pair: ColumnPair, column: String, settings: DriftSettings) {
        let test = settings.test(for: column, pair: pair)
        let threshold = settings.threshold(for: column, kind: pair.kind) ?? test.decision.defaultThreshold
        guard let outcome = test.outcome(pair, settings: settings.testSettings),
            let verdict = test.verdict(outcome, on: pair, threshold: threshold, settings: settings.testSettings),
            let decidingValue = test.decision.decidingValue(of: outcome)
        else { return nil }
        self.test = test.name
        testDisplayName = test.displayName
        self.outcome = outcome
        decision = test.decision
        self.threshold = threshold
        self.verdict = verdict
        self.decidingValue = decidingValue
    }

    /// Whether the column drifted.
    public var isDrifted: Bool { verdict == .drift }

    /// Whether the verdict is certain.
    public var isDecided: Bool { verdict != .undecided }

    /// Why there is no verdict; nil where there is one.
    var reasonForNoVerdict: String? {
        guard !isDecided else { return nil }
        let value = decision.basis == .score ? "score" : "p-value"
        return
            "the \(value) of \"\(test)\", \(decidingValue) or near it, may be on either side of the threshold "
            + "\(threshold): its values exceed the memory budget, and the buckets that are left bound it no closer; set "
            + "global.beyond_budget to spill or raise global.memory_budget"
    }
}
