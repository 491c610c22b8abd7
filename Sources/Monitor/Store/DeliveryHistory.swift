/// A delivery with what it led to.
struct DeliveryHistory: Sendable {
    let delivery: DeliveryRecord
    let decisions: [DecisionDetail]
}
