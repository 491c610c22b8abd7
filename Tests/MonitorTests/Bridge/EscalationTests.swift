import Foundation
import Testing

@testable import Monitor

/// The shipped escalation from warning to retraining, hour by hour on a real store.
struct EscalationTests {
    private let trial: PolicyTrial
    private var store: BridgeStore { trial.store }

    init() throws {
        trial = try PolicyTrial("escalation.yml")
    }

    private static let warning = ["alertname": "ModelwatchDriftLasting", "severity": "warning"]
    private static let critical = [
        "alertname": "ModelwatchDriftLasting", "severity": "critical", "action": "retrain",
    ]
    private static let missing = ["alertname": "ModelwatchSourceMissing", "severity": "critical"]

    @Test func `a warning becomes critical, and what stays critical for two hours retrains`() async throws {
        #expect(try await trial.send(Self.warning, at: 0).map(\.suppression) == [.noPolicy])
        #expect(try await trial.send(Self.critical, since: 1, at: 1).map(\.isNew) == [true])
        #expect(try await trial.pass(to: 2.99) == [.held])
        #expect(try await trial.send(Self.critical, since: 1, at: 2).map(\.suppression) == [.duplicateEpisode])
        #expect(try await trial.pass(to: 3) == [.queued])
    }

    @Test func `drift that ends during a step ends the steps after it`() async throws {
        try await trial.send(Self.warning, at: 0)
        try await trial.send(Self.critical, since: 1, at: 1)
        try await trial.send(Self.critical, status: "resolved", since: 1, at: 2.5)
        try await trial.send(Self.warning, status: "resolved", at: 2.5)
        #expect(try await trial.pass(to: 3) == [.cancelled])
        #expect(try await store.overview().openEpisodes == 0)
    }

    @Test func `data that are missing hold the retraining back until they are there`() async throws {
        try await trial.send(Self.missing, at: 0.5)
        #expect(try await trial.send(Self.critical, since: 1, at: 1).map(\.suppression) == [.dataFault])
        #expect(try await trial.pass(to: 1.5).isEmpty)
        let other = ["model": "churn"]
        #expect(try await trial.send(Self.critical.merging(other) { $1 }, since: 1, at: 1).map(\.isNew) == [true])
        try await trial.send(Self.missing, status: "resolved", at: 2)
        #expect(try await trial.pass(to: 2.02) == [.held, .held])
        #expect(try await trial.pass(to: 4.02) == [.queued, .queued])
    }

    @Test func `data that break while a trigger is held keep it held`() async throws {
        try await trial.send(Self.critical, since: 1, at: 1)
        try await trial.send(Self.missing, at: 2.5)
        #expect(try await trial.pass(to: 3) == [.held])
        #expect(try await trial.pass(to: 5) == [.held])
        try await trial.send(Self.missing, status: "resolved", at: 5.5)
        #expect(try await trial.pass(to: 5.6) == [.queued])
    }

    @Test func `alerts of one model are one retraining with all of them behind it`() async throws {
        for (index, instance) in ["a", "b", "c"].enumerated() {
            try await trial.send(
                Self.critical.merging(["instance": instance]) { $1 }, since: 1, at: 1 + Double(index) / 60)
        }
        let trigger = try #require(try await store.triggers().first)
        #expect(try await store.triggers().count == 1)
        #expect(try await store.trigger(trigger.id)?.evidence.count == 3)
    }

    @Test func `an acknowledgment ends with the alert, and the next one begins without`() async throws {
        try await trial.send(Self.critical, since: 1, at: 1)
        func newest() async throws -> EpisodeRecord {
            try #require(try await store.episodes(EpisodeSearch(), ListRange(limit: 1)).rows.first)
        }
        let first = try await newest()
        _ = try await store.apply(
            .acknowledge, to: first.id ?? 0, by: "operator:alice", reason: "",
            at: PolicyTrial.start + 1.5 * PolicyTrial.hour)
        #expect(try await store.overview().acknowledgedEpisodes == 1)
        try await trial.send(Self.critical, status: "resolved", since: 1, at: 2)
        #expect(try await store.overview().acknowledgedEpisodes == 0)
        try await trial.send(Self.critical, since: 3, at: 3)
        let second = try await newest()
        #expect(second.id != first.id && second.review == EpisodeReview())
        #expect(try await store.episode(first.id ?? 0)?.episode.review.acknowledgment?.by == "operator:alice")
    }

    @Test func `an acknowledgment does not keep the retraining from coming`() async throws {
        try await trial.send(Self.critical, since: 1, at: 1)
        let id = try await store.episodes(EpisodeSearch(), ListRange()).rows.first?.id ?? 0
        _ = try await store.apply(
            .acknowledge, to: id, by: "operator:alice", reason: "", at: PolicyTrial.start + PolicyTrial.hour)
        #expect(try await trial.pass(to: 3) == [.queued])
    }

    @Test func `what the alert says goes along to the run`() async throws {
        try await trial.send(Self.critical, since: 1, at: 1)
        let parameters = try #require(try await store.triggers().first).request.parameters
        for (name, value) in [
            ("model", "genres"), ("severity", "critical"), ("value", "0.6000"), ("alert", "ModelwatchDriftLasting"),
            ("summary", "The data set has been drifting for an hour."),
            ("generator_url", "http://prometheus:9090/graph?g0.expr=drift"),
            ("starts_at", Timestamp.text(PolicyTrial.start + PolicyTrial.hour)),
        ] { #expect(parameters[name] == value, "\(name)") }
    }
}
