import HTTPTypes
import Hummingbird

/// Carries out what operators decide about triggers.
struct OperatorDecisions: Sendable {
    let workshop: TriggerWorkshop
    /// Wakes who starts runs.
    let dispatch: Signal

    /// What could be done with a trigger now.
    func possible(for trigger: TriggerRecord) -> [TriggerAction] {
        TriggerAction.allCases.filter { workshop.allows($0.event(reason: ""), for: trigger) }
    }

    /// Stores the decision and wakes who acts on it.
    ///
    /// - Throws: ``HTTPError`` with what the operator is told.
    func perform(
        _ action: TriggerAction, on id: String, by author: Operator, reason: String
    ) async throws -> TriggerRecord {
        let reason = try OperatorReason.checked(reason, or: "\(action.past) by \(author.name)")
        guard let trigger = try await workshop.store.trigger(id)?.trigger else {
            throw HTTPError(.notFound, message: "no trigger \(id)")
        }
        guard
            let after = try await workshop.apply(
                action.event(reason: reason), to: trigger, actor: author.actor)
        else { throw HTTPError(.conflict, message: refusal(of: action, trigger)) }
        dispatch.wake()
        return after
    }

    private func refusal(of action: TriggerAction, _ trigger: TriggerRecord) -> String {
        let possible = possible(for: trigger).map(\.rawValue).joined(separator: ", ")
        return "a trigger in the state \(trigger.state.rawValue) does not take \(action.rawValue); "
            + (possible.isEmpty ? "nothing can be done with it" : "it takes \(possible)")
    }
}
