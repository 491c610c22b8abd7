/// What a delivery would lead to, as the API shows it.
struct SimulationView: Encodable {
    private let alerts, triggered, suppressed: Int
    private let decisions: [DecisionView]
    private let transitions: [Step]

    private struct Step: Encodable {
        /// Nil for a trigger that does not exist.
        let trigger: String?
        let from: TriggerState?
        let to: TriggerState
        let reason: String
    }

    init(_ result: SimulatedDelivery) {
        let created = Set(result.transitions.filter { $0.fromState == nil }.map(\.triggerId))
        (alerts, triggered) = (result.outcome.alerts, result.outcome.triggered)
        suppressed = result.outcome.suppressed
        decisions = result.decisions.map { DecisionView($0, unknown: created) }
        transitions = result.transitions.map { row in
            Step(
                trigger: created.contains(row.triggerId) ? nil : row.triggerId, from: row.fromState, to: row.toState,
                reason: row.reason)
        }
    }
}
