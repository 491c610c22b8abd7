extension DecisionDetail {
    /// What was decided, short.
    var word: String {
        switch outcome {
        case .trigger: "retraining decided"
        case .join: "joined"
        case .suppress: suppression?.replacing("_", with: " ") ?? ""
        }
    }

    /// Why, in a sentence for people.
    var explanation: String {
        suppression.map(SuppressionReason.explanation) ?? "The alert fires, and the policy takes it."
    }
}
