import Foundation
import HTTPTypes
import Hummingbird

/// Stores what operators say of alerts.
struct EpisodeDecisions: Sendable {
    let store: BridgeStore
    let now: @Sendable () -> Date

    /// Stores it; what was said before changes nothing.
    ///
    /// - Throws: ``HTTPError`` with what the operator is told.
    func perform(
        _ action: EpisodeAction, on id: String, by author: Operator, reason: String
    ) async throws -> EpisodeRecord {
        let reason = try OperatorReason.checked(reason, or: "\(action.past) by \(author.name)")
        let episode = try await detail(id).episode
        guard
            let after = try await store.apply(
                action, to: episode.id ?? 0, by: author.actor, reason: reason, at: now())
        else {
            throw HTTPError(
                .conflict, message: "the alert is over, and with it what \(action.rawValue) would be about")
        }
        return after
    }

    /// An episode with its history.
    ///
    /// - Throws: ``HTTPError`` if there is none.
    func detail(_ id: String) async throws -> EpisodeDetail {
        guard let number = Int64(id), let detail = try await store.episode(number) else {
            throw HTTPError(.notFound, message: "no episode \(id)")
        }
        return detail
    }
}
