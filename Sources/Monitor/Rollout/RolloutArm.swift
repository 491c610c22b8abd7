/// One of the two versions that share the traffic during a rollout.
enum RolloutArm: String, Sendable, Codable, CaseIterable {
    /// The version that was in use before.
    case control
    /// The version that is rolled out.
    case candidate
}
