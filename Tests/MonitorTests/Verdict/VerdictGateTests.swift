import Testing

@testable import Monitor

struct VerdictGateTests {
    private static func version(_ metrics: [String: Double], _ tags: [String: String] = [:]) -> ModelVersion {
        ModelVersion(version: "1", metrics: metrics, tags: tags)
    }

    private static func decide(
        _ rules: [MetricRule], _ champion: [String: Double], _ challenger: [String: Double]
    ) -> GateDecision {
        VerdictGate(GateRules(metrics: rules)).decision(
            champion: version(champion), challenger: version(challenger))
    }

    /// Deploy only what is at least as good as the old one and at least 0.85.
    @Test(
        arguments: [
            (0.90, 0.92, .promote), (0.90, 0.90, .promote), (0.80, 0.85, .promote), (0.90, 0.88, .reject),
            (0.80, 0.84, .reject), (0.84, 0.80, .reject), (0.80, 0.8499, .reject), (0.86, 0.8599, .reject),
        ] as [(Double, Double, GateDecision.Outcome)])
    func `a new version is deployed if it is as good as the old one and good enough`(
        old: Double, new: Double, outcome: GateDecision.Outcome
    ) {
        let rules = [MetricRule("accuracy", .higher, minimumImprovement: 0, limit: 0.85)]
        #expect(Self.decide(rules, ["accuracy": old], ["accuracy": new]).outcome == outcome)
    }

    @Test(
        arguments: [
            (.higher, 0.2, false, 0.3, 0.1, .promote), (.higher, 0.2, false, 0.2999, 0.1, .reject),
            (.higher, 0.2, false, 0.31, 0.1, .promote), (.lower, 0.3, false, 0.2, 0.1, .promote),
            (.lower, 0.3, false, 0.25, 0.1, .reject), (.lower, 0.3, false, 0.35, 0.1, .reject),
            (.higher, 0.5, true, 0.55, 0.1, .promote), (.higher, 0.5, true, 0.54, 0.1, .reject),
            (.lower, 200, true, 180, 0.1, .promote), (.lower, 200, true, 181, 0.1, .reject),
            (.higher, -0.5, true, -0.45, 0.1, .promote), (.higher, 0.5, false, 0.5, 0, .promote),
        ] as [(MetricDirection, Double, Bool, Double, Double, GateDecision.Outcome)])
    func `a goal is reached in its direction, as a difference or as a share`(
        direction: MetricDirection, old: Double, isRelative: Bool, new: Double, improvement: Double,
        outcome: GateDecision.Outcome
    ) {
        let rules = [
            MetricRule("m", direction, minimumImprovement: improvement, isRelative: isRelative)
        ]
        #expect(Self.decide(rules, ["m": old], ["m": new]).outcome == outcome)
    }

    @Test(
        arguments: [
            (0.90, 0.91, 0.80, 0.80, .promote), (0.90, 0.91, 0.80, 0.79, .promote), (0.90, 0.91, 0.80, 0.78, .promote),
            (0.90, 0.91, 0.80, 0.7799, .reject), (0.90, 0.90, 0.80, 0.95, .reject), (0.90, 0.91, 0.80, 0.9, .promote),
        ] as [(Double, Double, Double, Double, GateDecision.Outcome)])
    func `a guard may get worse by what is allowed and reaches no goal`(
        old: Double, new: Double, oldGuard: Double, newGuard: Double, outcome: GateDecision.Outcome
    ) {
        let rules = [
            MetricRule("accuracy", .higher, minimumImprovement: 0.01),
            MetricRule("recall", .higher, maximumRegression: 0.02),
        ]
        let decision = Self.decide(
            rules, ["accuracy": old, "recall": oldGuard], ["accuracy": new, "recall": newGuard])
        #expect(decision.outcome == outcome)
    }

    @Test func `one goal of several is enough, and none may get worse`() {
        let rules = [
            MetricRule("a", .higher, minimumImprovement: 0.1), MetricRule("b", .higher, minimumImprovement: 0.1),
        ]
        #expect(Self.decide(rules, ["a": 1, "b": 1], ["a": 1.2, "b": 1]).outcome == .promote)
        #expect(Self.decide(rules, ["a": 1, "b": 1], ["a": 1.05, "b": 1.05]).outcome == .reject)
        let decision = Self.decide(rules, ["a": 1, "b": 1], ["a": 1.2, "b": 0.9])
        #expect(decision.outcome == .reject)
        #expect(decision.reason == "b got worse, from 1.0 to 0.9")
    }

    @Test func `a pattern guards every segment that either version has`() {
        let rules = [
            MetricRule("accuracy", .higher, minimumImprovement: 0.01),
            MetricRule("accuracy_country_*", .higher, maximumRegression: 0.05),
        ]
        let old = ["accuracy": 0.8, "accuracy_country_de": 0.8, "accuracy_country_fr": 0.8]
        var new = ["accuracy": 0.9, "accuracy_country_de": 0.9, "accuracy_country_fr": 0.76]
        #expect(Self.decide(rules, old, new).outcome == .promote)
        new["accuracy_country_fr"] = 0.74
        #expect(Self.decide(rules, old, new).outcome == .reject)
        new["accuracy_country_fr"] = nil
        #expect(
            Self.decide(rules, old, new)
                .reasons == ["the challenger has no number for accuracy_country_fr"])
        #expect(Self.decide(rules, ["accuracy": 0.8], ["accuracy": 0.9]).outcome == .inconclusive)
    }

    @Test(
        arguments: [
            ([:], ["m": 1], "the champion has no number for m"), (["m": 1], [:], "the challenger has no number for m"),
            (["m": .nan], ["m": 1], "the champion has no number for m"),
            (["m": 1], ["m": .nan], "the challenger has no number for m"),
            (["m": 1], ["m": .infinity], "the challenger has no number for m"),
        ] as [([String: Double], [String: Double], String)])
    func `without two numbers nothing can be told`(
        champion: [String: Double], challenger: [String: Double], reason: String
    ) {
        let decision = Self.decide([MetricRule("m", .higher, minimumImprovement: 0)], champion, challenger)
        #expect(decision.outcome == .inconclusive)
        #expect(decision.reasons == [reason])
    }

    @Test func `what is missing counts more than what got better or worse`() {
        let rules = [MetricRule("a", .higher, minimumImprovement: 0), MetricRule("b", .higher)]
        #expect(Self.decide(rules, ["a": 1, "b": 1], ["a": 2]).outcome == .inconclusive)
        #expect(Self.decide(rules, ["a": 1, "b": 1], ["a": 0]).outcome == .inconclusive)
        let relative = [MetricRule("a", .higher, minimumImprovement: 0.1, isRelative: true)]
        #expect(Self.decide(relative, ["a": 0], ["a": 1]).outcome == .inconclusive)
        #expect(Self.decide(rules, ["a": -1e308, "b": 1], ["a": 1e308, "b": 1]).outcome == .inconclusive)
    }

    @Test(
        arguments: [
            ("1000", "1000", .promote), ("1000", "999", .inconclusive), ("10", "1000", .inconclusive),
            (nil, "1000", .inconclusive), ("1000", nil, .inconclusive), ("many", "1000", .inconclusive),
            ("nan", "1000", .inconclusive),
        ] as [(String?, String?, GateDecision.Outcome)])
    func `both versions must have been judged on enough rows`(
        old: String?, new: String?, outcome: GateDecision.Outcome
    ) {
        let rules = GateRules(
            metrics: [MetricRule("m", .higher, minimumImprovement: 0)], minimumRows: (name: "rows", count: 1000))
        let decision = VerdictGate(rules).decision(
            champion: Self.version(["m": 1], old.map { ["rows": $0] } ?? [:]),
            challenger: Self.version(["m": 2], new.map { ["rows": $0] } ?? [:]))
        #expect(decision.outcome == outcome)
    }

    @Test(
        arguments: [
            ("abc", "abc", .promote), ("abc", "abd", .inconclusive), (nil, nil, .inconclusive), ("", "", .inconclusive),
            ("abc", nil, .inconclusive),
        ] as [(String?, String?, GateDecision.Outcome)])
    func `both versions must have been judged on the same data`(
        old: String?, new: String?, outcome: GateDecision.Outcome
    ) {
        let rules = GateRules(metrics: [MetricRule("m", .higher, minimumImprovement: 0)], datasetHash: "data")
        let decision = VerdictGate(rules).decision(
            champion: Self.version(["m": 1], old.map { ["data": $0] } ?? [:]),
            challenger: Self.version(["m": 2], new.map { ["data": $0] } ?? [:]))
        #expect(decision.outcome == outcome)
    }

    @Test func `a run that judged the champion itself is believed, on its own rows and data`() throws {
        let rules = GateRules(
            metrics: [MetricRule("m", .higher, minimumImprovement: 0)], minimumRows: (name: "rows", count: 10),
            datasetHash: "data")
        let run = ModelVersion(
            version: "2", metrics: ["m": 0.9, "champion.m": 0.8, "rows": 20], tags: ["data": "new"])
        let champion = try #require(run.judgedChampion(rules))
        #expect(champion.metrics["m"] == 0.8)
        #expect(VerdictGate(rules).decision(champion: champion, challenger: run.own).outcome == .promote)
        #expect(run.own.metrics == ["m": 0.9, "rows": 20])
        #expect(ModelVersion(version: "2", metrics: ["m": 1]).judgedChampion(rules) == nil)
    }
}
