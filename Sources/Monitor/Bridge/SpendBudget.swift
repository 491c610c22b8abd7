import Foundation

/// So many units within a period, of one policy or of all.
struct SpendBudget: Sendable, Equatable {
    /// Whose units they are.
    enum Scope: Sendable, CaseIterable {
        case policy
        case bridge
    }

    let scope: Scope
    let period: SpendPeriod
    let limit: Double

    /// The budgets that one run counts against.
    static func all(policy: SpendLimitConfiguration, bridge: SpendLimitConfiguration) -> [SpendBudget] {
        [(Scope.policy, policy), (.bridge, bridge)].flatMap { scope, limits in
            SpendPeriod.allCases.compactMap { period in
                limits.limit(of: period).map { SpendBudget(scope: scope, period: period, limit: $0) }
            }
        }
    }

    /// What is missing for a run; nil if enough is left.
    func shortage(for cost: Double, _ spending: Spending, at now: Date) -> SpendShortage? {
        var counted = spending
        counted.begun.removeAll { $0.at + period.length <= now }
        let used = counted.total
        guard exceeds(used + cost) else { return nil }
        return SpendShortage(
            budget: self, cost: cost, used: used, reserved: counted.reserved, freeAt: end(of: counted, cost: cost))
    }

    /// When so many runs are out of the period that another one fits; nil if triggers that wait stand against it.
    private func end(of spending: Spending, cost: Double) -> Date? {
        var left = spending.total
        for expense in spending.begun {
            left -= expense.units
            if !exceeds(left + cost) { return expense.at + period.length }
        }
        return nil
    }

    /// Sums of decimal fractions may be off in their last digits.
    private func exceeds(_ units: Double) -> Bool { units > limit * (1 + 1e-9) }
}
