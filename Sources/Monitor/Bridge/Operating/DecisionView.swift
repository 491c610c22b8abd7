/// A decision as the API shows it.
struct DecisionView: Encodable {
    let fingerprint: String
    let labels: [String: String]
    let policy: String?
    let outcome: DecisionDetail.Outcome
    /// Why nothing began, with a sentence for people.
    let reason, explanation: String?
    /// What is retrained, and where its trigger stands.
    let subject: String?
    let state: TriggerState?
    let trigger: String?

    /// - Parameter unknown: The triggers that nobody can ask for, because they were only simulated.
    init(_ detail: DecisionDetail, unknown: Set<String> = []) {
        fingerprint = detail.fingerprint
        labels = TextMapping.read(detail.labels)
        policy = detail.policy
        outcome = detail.outcome
        reason = detail.suppression
        explanation = detail.reasonText
        subject = detail.subject
        state = detail.state
        trigger = detail.triggerId.flatMap { unknown.contains($0) ? nil : $0 }
    }
}
