/// How the command line prints what a bridge answered.
public enum BridgeAnswerFormat: String, Sendable, CaseIterable {
    /// For people.
    case table
    /// As the API has it.
    case json
}
