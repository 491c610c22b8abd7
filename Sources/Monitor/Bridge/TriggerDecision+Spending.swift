import Foundation

extension TriggerDecision {
    /// Of several budgets that have too little left, the one that stands against it longest is told.
    static func spending(
        _ policy: PolicyConfiguration, _ bridge: SpendLimitConfiguration, _ situation: some TriggerSituation,
        at now: Date
    ) throws -> TriggerDecision? {
        guard policy.cost > 0 else { return nil }
        let shortages = try SpendBudget.all(policy: policy.spendLimit, bridge: bridge).compactMap { budget in
            let spending = try situation.spending(of: budget.scope, since: now - budget.period.length)
            return budget.shortage(for: policy.cost, spending, at: now)
        }
        let worst = shortages.max { ($0.freeAt ?? .distantFuture) < ($1.freeAt ?? .distantFuture) }
        return worst.map { shortage in
            // Triggers that end without a run give their units back at any time.
            let again = shortage.reserved > 0 ? now + recheck : .distantFuture
            return .suppress(
                .spendLimit, until: min(again, shortage.freeAt ?? .distantFuture), detail: shortage.description)
        }
    }
}
