import Foundation

extension RetrainingEngine {
    /// What a failed start means where the key is the name of the run: after a conflict, that an earlier call made it.
    ///
    /// A conflict about anything else, such as a quota that changes just now, passes.
    func adopting(_ key: String, after failure: any Error) async -> StartOutcome {
        guard case EngineError.status(_, 409, _, _) = failure else { return StartOutcome(failure: failure) }
        do {
            return try await find(key: key, since: .distantPast).map(StartOutcome.started) ?? .unavailable("\(failure)")
        } catch {
            return .unavailable("\(error)")
        }
    }
}
