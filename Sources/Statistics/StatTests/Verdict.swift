/// What the outcome of a statistical test means.
public enum Verdict: Sendable, Equatable {
    case noDrift
    /// The threshold is reached, but one in twenty pairs of samples from one distribution would reach it as well.
    case withinChance
    case drift
    /// The deciding number is only known to lie between bounds, and the threshold is between them.
    case undecided
}

extension StatTest {
    /// Decides what an outcome means; nil where the deciding number does not exist.
    ///
    /// The score says how large a difference is, not whether it is one: of 200 values each, most pairs of samples from
    /// one distribution are 0.1 standard deviations apart. A score that reaches the threshold therefore counts only if
    /// chance does not explain it. Evidently does not ask.
    public static func verdict(
        _ outcome: StatTestOutcome, on pair: ColumnPair, threshold: Double, settings: StatTestSettings
    ) -> Verdict? {
        guard let value = decision.decidingValue(of: outcome), !value.isNaN else { return nil }
        guard let isDrift = decision.isDrift(outcome, threshold: threshold) else { return .undecided }
        guard isDrift else { return .noDrift }
        guard settings.compatibility == .none, isWithinChance(outcome, on: pair, settings: settings) else {
            return .drift
        }
        return .withinChance
    }
}
