@testable import Monitor

extension BridgeStore {
    /// The newest triggers.
    func triggers(limit: Int = 100) async throws -> [TriggerRecord] {
        try await triggers(TriggerFilter(), ListRange(limit: limit)).rows
    }

    /// The audit trail of a trigger; nil if there is no such trigger.
    func transitions(of id: String) async throws -> [TransitionRecord]? {
        try await trigger(id)?.transitions
    }
}
