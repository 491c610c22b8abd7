import Foundation

/// A trigger as the API shows it.
struct TriggerView: Encodable {
    let id, key, policy, subject, engine: String
    let state: TriggerState
    let reason: String
    let cost: Double
    let createdAt: Date
    let finishedAt: Date?
    let attempts: Int
    let runId, runUrl: String?
    let parameters: [String: String]

    enum CodingKeys: String, CodingKey {
        case id, key, policy, subject, engine, state, reason, cost, attempts, parameters
        case createdAt = "created_at"
        case finishedAt = "finished_at"
        case runId = "run_id"
        case runUrl = "run_url"
    }

    init(_ record: TriggerRecord) {
        id = record.id
        key = record.key
        policy = record.policy
        subject = record.subject
        engine = record.engine
        state = record.state
        reason = record.reason
        cost = record.cost
        createdAt = record.createdAt
        finishedAt = record.finishedAt
        attempts = record.attempts
        runId = record.runId
        runUrl = record.runUrl
        parameters = record.request.parameters
    }
}
