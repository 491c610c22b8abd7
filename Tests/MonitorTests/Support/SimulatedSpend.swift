import Foundation

@testable import Monitor

/// What the runs of one policy cost: as the bridge counts it, and as the engine truly began them.
struct SimulatedSpend {
    private let policy: PolicyConfiguration
    private let periods: [SpendPeriod]
    private var noted: [Spending.Expense] = []
    private var begun: [SpendPeriod: [Spending.Expense]] = [:]

    init(_ policy: PolicyConfiguration) {
        self.policy = policy
        periods = SpendPeriod.allCases.filter { policy.spendLimit.limit(of: $0) != nil }
    }

    /// What a decision goes by.
    func spending(waiting: Int) -> Spending {
        Spending(reserved: Double(waiting) * policy.cost, begun: noted)
    }

    /// The bridge counts a run.
    mutating func note(at now: Date) {
        guard !periods.isEmpty else { return }
        noted.append(.init(at: now, units: policy.cost))
    }

    /// The engine began a run; tells what it breaks. What a person runs again is beyond the budget.
    mutating func begin(byHand: Bool, at now: Date) -> [String] {
        guard !byHand else { return [] }
        leave(at: now)
        return periods.compactMap { period in
            begun[period, default: []].append(.init(at: now, units: policy.cost))
            let units = begun[period, default: []].reduce(0) { $0 + $1.units }
            guard let limit = policy.spendLimit.limit(of: period), units > limit else { return nil }
            return "more units begun than the \(period.rawValue) limit"
        }
    }

    /// The clock was set: nothing that is counted lies ahead, and what was out of a period stays out of it.
    mutating func follow(from before: Date, to now: Date) {
        leave(at: before)
        let clamped = { (expense: Spending.Expense) in Spending.Expense(at: min(expense.at, now), units: expense.units)
        }
        noted = noted.map(clamped)
        begun = begun.mapValues { $0.map(clamped) }
    }

    private mutating func leave(at now: Date) {
        for period in periods {
            begun[period]?.removeAll { $0.at + period.length <= now }
        }
    }

    /// Forgets what counts no more, and would not if the clock went back by weeks.
    mutating func forget(before now: Date) {
        let start = now - 2 * SpendPeriod.monthly.length
        noted.removeAll { $0.at < start }
    }
}
