/// What a delivery would lead to if it came now.
struct SimulatedDelivery: Sendable {
    let outcome: DeliveryOutcome
    let decisions: [DecisionDetail]
    /// Steps of triggers that would follow at once, those of new triggers among them.
    let transitions: [TransitionRecord]
}
