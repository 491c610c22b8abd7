/// What became of a delivery; the body of the answer.
struct DeliveryOutcome: Sendable, Equatable, Codable {
    /// The delivery's identifier.
    let delivery: String
    /// How many alerts it held.
    let alerts: Int
    /// How many retrainings were decided.
    var triggered = 0
    /// How many decisions against a retraining were stored.
    var suppressed = 0
}
