import Foundation
import TestSupport

@testable import Monitor

/// A registry, a Prometheus and a hook in one value, which fail at random, for the state machine.
struct SimulatedRegistry {
    /// The version that has the champion's alias.
    var champion = "1"
    var previousChampion: String?
    var tags: [String: String] = [:]
    /// Where the champion was moved, by us alone.
    private(set) var moves: [(from: String, to: String, previous: String?)] = []
    private(set) var hooks: [VerdictAction.Hook] = []
    /// What the run measured.
    var challenger = ModelVersion(version: "2", metrics: ["m": 0.9])
    var old = ModelVersion(version: "1", metrics: ["m": 0.8])
    /// How often a call fails, before or after it was acted on.
    var failureRate = 0.0
    /// When there is a breach.
    var isBreached: (Date) -> Bool = { _ in false }

    /// Carries an action out, or fails.
    mutating func perform(
        _ action: VerdictAction, at now: Date, using random: inout SplitMix64
    ) -> VerdictAnswer {
        if Double.random(in: 0..<1, using: &random) < failureRate { return .failed("lost before") }
        let answer = act(action, at: now)
        if Double.random(in: 0..<1, using: &random) < failureRate { return .failed("lost after") }
        return answer
    }

    private mutating func act(_ action: VerdictAction, at now: Date) -> VerdictAnswer {
        switch action {
        case .readChampion: return .champion(ModelVersion(version: champion, metrics: old.metrics))
        case .findChallenger: return .challenger(challenger, champion: old)
        case .point(.previousChampion, let version): previousChampion = version
        case .point(.champion, let version):
            if version != champion { moves.append((champion, version, previousChampion)) }
            champion = version
        case .tag(let versions): for version in versions { tags[version] = "told" }
        case .tell(let hook): if !hooks.contains(hook) { hooks.append(hook) }
        case .look: return .breach(isBreached(now) ? "worse" : nil)
        case .finish: break
        }
        return .done
    }
}
