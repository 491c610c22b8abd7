import Foundation
import Testing

@testable import Monitor

/// Triggers under a virtual clock that is set at times, with an engine that fails in every way and a bridge that is killed at any step.
///
/// What must never be: two unfinished triggers of a subject; a second run of a key, unless the policy asks for it; a
/// trigger that is dead and has a run; one that went on after its end; one that is due and has nothing to do, or is not
/// due and waits for nobody; one that waits for an alert that is over; more starts than allowed; one within the cooldown,
/// in quiet hours or beyond the day's budget; more units begun within a day or a month than the policy may spend; a decision that is made anew at once for ever; one that is stuck.
struct SimulatedYearsTests {
    private static let text = """
        policies:
          - {name: plain, match: [a=b], mode: auto, engine: {command: {argv: [/bin/true]}}}
          - {name: held, match: [a=b], mode: auto, hold: 5m, settle: 2h, engine: {command: {argv: [/bin/true]}}}
          - {name: people, match: [a=b], mode: approve, approval_timeout: 12h, engine: {command: {argv: [/bin/true]}}}
          - {name: eager, match: [a=b], mode: auto, cooldown: 0s, rearm: [], rate: {interval: 0s}, daily_limit: {subject: 0},
             on_resolve: {cancel_running: true, confirm: 2m}, engine: {command: {argv: [/bin/true]}}}
          - {name: quiet, match: [a=b], mode: auto, cooldown: 30m, quiet_hours: [{window: "22:00-06:00"}], max_failures: 9,
             run_deadline: 30m, engine: {command: {argv: [/bin/true]}}}
          - {name: resend, match: [a=b], mode: auto, on_ambiguous: resend, retry: {max_attempts: 3}, cooldown: 1m,
             engine: {command: {argv: [/bin/true]}}}
          - {name: costly, match: [a=b], mode: auto, cooldown: 0s, rearm: [], rate: {interval: 0s}, daily_limit: {subject: 0},
             cost: 3, spend_limit: {daily: 6, monthly: 48}, engine: {command: {argv: [/bin/true]}}}
        """

    /// A million takes minutes; `MODELWATCH_SIMULATED_EPISODES` asks for as many.
    private static var episodes: Int {
        ProcessInfo.processInfo.environment["MODELWATCH_SIMULATED_EPISODES"].flatMap(Int.init) ?? 10_000
    }

    @Test func `no invariant breaks in years of alerts, failures and crashes`() throws {
        let configuration = try Configuration(text: Self.text)
        var ends: [TriggerState: Int] = [:]
        for seed in 0..<UInt64(Self.episodes / 200) {
            var subject = SimulatedSubject(configuration, seed: seed)
            subject.live(episodes: 200)
            #expect(subject.violations.isEmpty, "seed \(seed): \(Set(subject.violations).sorted())")
            ends.merge(subject.ends, uniquingKeysWith: +)
        }
        // The simulation is worth something only if every end is reached.
        for state in TriggerState.allCases where state.isTerminal {
            #expect(ends[state, default: 0] > 0, "\(state) is never reached")
        }
    }
}
