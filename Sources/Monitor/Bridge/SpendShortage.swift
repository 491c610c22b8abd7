import Foundation

/// A budget that has too little left for a run.
struct SpendShortage: Sendable, Equatable, CustomStringConvertible {
    let budget: SpendBudget
    /// Units of the run.
    let cost: Double
    /// Units that count against the budget, those of triggers that wait among them.
    let used: Double
    /// Units of triggers that wait, or that their engine may have.
    let reserved: Double
    /// When enough is free, as time alone frees it; nil if it does not.
    let freeAt: Date?

    var description: String {
        let name = "spend_limit.\(budget.period.rawValue)"
        let owner =
            switch budget.scope {
            case .policy: "\(name) of the policy"
            case .bridge: "bridge.\(name) of all policies"
            }
        let waiting = reserved > 0 ? ", \(Self.text(reserved)) of them by triggers that may still start" : ""
        return "A run of \(Self.units(cost)) would exceed \(owner): \(Self.text(used)) of "
            + "\(Self.units(budget.limit)) within \(budget.period.text) are used\(waiting). \(end)"
    }

    private var end: String {
        guard let freeAt else {
            return "Enough is free when triggers that wait end without a run, or \(budget.period.text) after theirs "
                + "began."
        }
        // Up to the next second: rounded down, it would be told a moment too early.
        let text = Timestamp.text(Date(timeIntervalSince1970: freeAt.timeIntervalSince1970.rounded(.up)))
        return "Enough is free at \(text)\(reserved > 0 ? ", or when triggers that wait end without a run" : "")."
    }

    /// A number of units in words.
    static func units(_ number: Double) -> String { number == 1 ? "1 unit" : "\(text(number)) units" }

    /// Units with three decimal places at most, as sums of fractions have many.
    private static func text(_ units: Double) -> String {
        LineWriter.number((units * 1000).rounded() / 1000)
    }
}
