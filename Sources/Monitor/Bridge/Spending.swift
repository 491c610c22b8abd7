import Foundation

/// Units that count against a budget.
struct Spending: Sendable, Equatable {
    /// The units of a run that began.
    struct Expense: Sendable, Equatable {
        let at: Date
        let units: Double
    }

    /// Units of triggers whose runs may begin still.
    var reserved = 0.0
    /// Runs that began, the oldest first.
    var begun: [Expense] = []

    var total: Double { begun.reduce(reserved) { $0 + $1.units } }
}
