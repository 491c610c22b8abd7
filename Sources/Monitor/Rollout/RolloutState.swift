/// How far a rollout is.
enum RolloutState: String, Sendable, Codable, CaseIterable {
    case running
    /// All traffic goes to the candidate.
    case completed
    /// All traffic goes to the control again.
    case rolledBack = "rolled_back"
}
