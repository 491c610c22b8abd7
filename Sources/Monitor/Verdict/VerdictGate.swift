import Checks
import Foundation

/// Compares a challenger with the champion by the rules of a policy.
///
/// Whatever is missing, is no number or was measured on other data makes the comparison inconclusive, also where
/// other metrics would speak for themselves.
public struct VerdictGate: Sendable {
    /// Differences this much of the larger value are rounding: 0.3 − 0.2 counts as 0.1.
    private static let rounding = 1e-12
    private let rules: GateRules

    /// Takes rules without a ``GateRules/problem``.
    public init(_ rules: GateRules) {
        self.rules = rules
    }

    /// Decides between two versions.
    public func decision(champion: ModelVersion, challenger: ModelVersion) -> GateDecision {
        var doubts = evidenceDoubts(champion, challenger)
        var comparisons: [MetricComparison] = []
        var failures: [String] = []
        for rule in rules.metrics {
            let names = names(of: rule, champion, challenger)
            if names.isEmpty { doubts.append("neither version has a metric \(rule.name.text)") }
            for name in names {
                switch compare(name, rule, champion, challenger) {
                case .success(let comparison):
                    comparisons.append(comparison)
                    failures += failure(of: comparison, rule)
                case .failure(let doubt): doubts.append(doubt.reason)
                }
            }
        }
        if !doubts.isEmpty { return GateDecision(outcome: .inconclusive, reasons: doubts, metrics: comparisons) }
        let goals = comparisons.filter { $0.isGoalReached == true }
        if goals.isEmpty { failures.append(missedGoals(comparisons)) }
        if !failures.isEmpty { return GateDecision(outcome: .reject, reasons: failures, metrics: comparisons) }
        let reasons = goals.map { "\($0.name) went from \($0.champion) to \($0.challenger)" }
        return GateDecision(outcome: .promote, reasons: reasons, metrics: comparisons)
    }

    /// Why the two versions cannot be compared, whatever their metrics are.
    private func evidenceDoubts(_ champion: ModelVersion, _ challenger: ModelVersion) -> [String] {
        var doubts: [String] = []
        for (side, version) in [("champion", champion), ("challenger", challenger)] {
            guard let minimum = rules.minimumRows else { break }
            guard let rows = version.number(minimum.name) else {
                doubts.append("the \(side) does not tell \(minimum.name)")
                continue
            }
            if rows < Double(minimum.count) {
                doubts.append("the \(side) was judged on \(rows) rows, fewer than \(minimum.count)")
            }
        }
        guard let name = rules.datasetHash else { return doubts }
        guard let first = champion.tags[name], let second = challenger.tags[name], !first.isEmpty, !second.isEmpty
        else {
            return doubts + ["the tag \(name) is missing: on which data the versions were judged is unknown"]
        }
        if first != second { doubts.append("the versions were judged on different data: \(name) differs") }
        return doubts
    }

    /// The metrics that a rule is about: of a pattern, those of either side.
    private func names(of rule: MetricRule, _ champion: ModelVersion, _ challenger: ModelVersion) -> [String] {
        if rule.name.isName { return [rule.name.text] }
        return Set(champion.metrics.keys).union(challenger.metrics.keys).filter(rule.name.matches).sorted()
    }

    private struct Doubt: Error {
        let reason: String
    }

    private func compare(
        _ name: String, _ rule: MetricRule, _ champion: ModelVersion, _ challenger: ModelVersion
    ) -> Result<MetricComparison, Doubt> {
        guard let old = champion.metrics[name], old.isFinite else {
            return .failure(Doubt(reason: "the champion has no number for \(name)"))
        }
        guard let new = challenger.metrics[name], new.isFinite else {
            return .failure(Doubt(reason: "the challenger has no number for \(name)"))
        }
        if rule.isRelative, old == 0 {
            return .failure(Doubt(reason: "\(name) of the champion is 0, of which there are no shares"))
        }
        let gain = rule.direction.gain(from: old, to: new) / (rule.isRelative ? abs(old) : 1)
        guard gain.isFinite else { return .failure(Doubt(reason: "\(name) changed beyond all numbers")) }
        let slack = Self.rounding * (rule.isRelative ? 1 : max(abs(old), abs(new)))
        return .success(
            MetricComparison(
                name: name, direction: rule.direction, champion: old, challenger: new, gain: gain,
                isRelative: rule.isRelative, isGoalReached: rule.minimumImprovement.map { gain >= $0 - slack },
                isRegression: gain < -rule.maximumRegression - slack))
    }

    /// What a single metric has against the challenger.
    private func failure(of comparison: MetricComparison, _ rule: MetricRule) -> [String] {
        var failures: [String] = []
        if comparison.isRegression {
            failures.append(
                "\(comparison.name) got worse, from \(comparison.champion) to \(comparison.challenger)")
        }
        if let limit = rule.limit, rule.direction.gain(from: limit, to: comparison.challenger) < 0 {
            let side = rule.direction == .higher ? "below" : "above"
            failures.append("\(comparison.name) is \(comparison.challenger), \(side) \(limit)")
        }
        return failures
    }

    private func missedGoals(_ comparisons: [MetricComparison]) -> String {
        let goals = comparisons.filter { $0.isGoalReached != nil }
            .map { "\($0.name) went from \($0.champion) to \($0.challenger)" }
        return "no goal is reached: " + goals.joined(separator: ", ")
    }
}
