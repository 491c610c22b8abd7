/// How a retraining was judged in the end.
struct RetrainingVerdict: Sendable, Equatable, Codable {
    /// What became of the challenger.
    enum Outcome: String, Sendable, Codable, CaseIterable {
        /// It is the champion now, and the watch found nothing.
        case promoted
        /// It is better, and others promote it.
        case passed
        /// It is not better.
        case rejected
        /// It cannot be told whether it is better, or it could not be promoted.
        case inconclusive
        /// It was the champion until the watch found a breach; the old champion is back, which was read back.
        case rolledBack = "rolled_back"
        /// Somebody else moved the champion meanwhile: nothing was moved over that.
        case conflict
    }

    let outcome: Outcome
    /// Why.
    let reason: String
    /// What was compared.
    let metrics: [MetricComparison]
}
