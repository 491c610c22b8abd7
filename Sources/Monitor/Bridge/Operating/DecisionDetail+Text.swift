extension DecisionDetail {
    /// What was decided, short.
    var word: String {
        switch outcome {
        case .trigger: "retraining decided"
        case .join: "joined"
        case .suppress: suppression?.replacing("_", with: " ") ?? ""
        }
    }

    /// Why nothing began, in a sentence for people.
    var reasonText: String? { detail ?? suppression.map(SuppressionReason.explanation) }

    /// Why, in a sentence for people.
    var explanation: String {
        reasonText ?? "The alert fires, and the policy takes it."
    }
}
