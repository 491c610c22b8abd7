import Foundation
import Testing

@testable import Monitor

/// What the shipped policies decide, hour by hour.
struct ExamplePolicyDecisionTests {
    @Test(arguments: [
        ("ModelwatchDriftedColumnsHigh", "drifted-features", TriggerState.held, TriggerState.queued),
        ("ModelwatchMissingValuesVeryHigh", "missing-values", .awaitingApproval, .awaitingApproval),
        ("ModelwatchAccuracyVeryLow", "low-accuracy", .queued, .queued),
        ("ModelwatchRowsUnusual", "unusual-volume", .awaitingApproval, .awaitingApproval),
    ])
    func `each of the four causes has its policy, and a way that it takes`(
        alert: String, policy: String, state: TriggerState, later: TriggerState
    ) async throws {
        let trial = try PolicyTrial("four-causes.yml")
        let outcomes = try await trial.send(["alertname": alert], at: 0)
        #expect(outcomes.map(\.policy) == [policy] && outcomes.map(\.isNew) == [true])
        #expect(try await trial.store.triggers().map(\.state) == [state])
        #expect(try await trial.pass(to: 0.51) == [later])
        #expect(try await trial.send(["alertname": alert], at: 1).map(\.isNew) == [false])
    }

    @Test func `drift of the week-end waits for Monday`() async throws {
        let trial = try PolicyTrial("four-causes.yml")
        let drift = ["alertname": "ModelwatchDriftedColumnsHigh"]
        #expect(try await trial.send(drift, since: 24, at: 24).map(\.suppression) == [.quietHours])
        #expect(try await trial.pass(to: 63).isEmpty)
        #expect(try await trial.pass(to: 64.1) == [.held])
    }

    @Test(arguments: ["ModelwatchMeanAccuracyLow", "ModelwatchMeanDriftHigh"])
    func `a mean that stays low retrains once for each episode, and not within the cooldown`(alert: String) async throws
    {
        let trial = try PolicyTrial("mean-of-ten.yml")
        let labels = ["alertname": alert]
        #expect(try await trial.send(labels, at: 0).map(\.isNew) == [true])
        for repeated in 1...3 {
            let outcomes = try await trial.send(labels, at: Double(repeated) / 10)
            #expect(outcomes.map(\.suppression) == [.duplicateEpisode])
        }
        try await trial.run(at: 1)
        try await trial.send(labels, status: "resolved", at: 1.5)
        #expect(try await trial.send(labels, since: 2, at: 2).map(\.suppression) == [.cooldown])
        #expect(try await trial.pass(to: 6.9) == [.succeeded])
        #expect(try await trial.pass(to: 7.1) == [.queued, .succeeded])
        let history = try await trial.store.trigger(try await trial.store.triggers()[0].id)
        #expect(history?.transitions.first?.reason == "alert fires")
    }

    @Test(arguments: [
        (["alertname": "Any", "severity": "error"], true), (["alertname": "Any", "severity": "critical"], true),
        (["alertname": "Any", "severity": "warning"], false),
        (["alertname": "ModelwatchSourceMissing", "severity": "critical"], false),
        (["alertname": "ModelwatchRowsZero", "severity": "critical"], false),
    ])
    func `what is severe retrains, unless it tells of broken data`(labels: [String: String], retrains: Bool)
        async throws
    {
        let trial = try PolicyTrial("severity.yml")
        #expect(try await trial.send(labels, at: 0).map(\.isNew) == [retrains])
    }

    @Test func `what is severe retrains nothing while the data of its model are broken`() async throws {
        let trial = try PolicyTrial("severity.yml")
        let severe = ["alertname": "Any", "severity": "critical"]
        try await trial.send(["alertname": "ModelwatchRowsZero", "severity": "critical"], at: 0)
        #expect(try await trial.send(severe, at: 0.1).map(\.suppression) == [.dataFault])
        #expect(try await trial.send(severe.merging(["model": "churn"]) { $1 }, at: 0.1).map(\.isNew) == [true])
    }

    @Test(arguments: [
        ("ModelwatchPerformanceDrift", 71.9, 72.1, TriggerState.held, TriggerState.queued),
        ("ModelwatchConfidenceLow", 5.9, 6.1, .held, .queued),
        ("ModelwatchNewCategories", 5.9, 6.1, .awaitingApproval, .awaitingApproval),
        ("BusinessChange", 0.1, 0.2, .queued, .queued),
    ])
    func `each sign has its time, and what a person raises starts at once`(
        alert: String, before: Double, after: Double, waiting: TriggerState, then: TriggerState
    ) async throws {
        let trial = try PolicyTrial("when-to-retrain.yml")
        try await trial.send(["alertname": alert], at: 0)
        #expect(try await trial.pass(to: before) == [waiting])
        #expect(try await trial.pass(to: after) == [then])
    }

    @Test func `drift retrains when it comes for the third time`() async throws {
        let trial = try PolicyTrial("when-to-retrain.yml")
        let drift = ["alertname": "ModelwatchDatasetDrift"]
        for (hours, isNew) in [(0.0, false), (2, false), (4, true)] {
            #expect(try await trial.send(drift, since: hours, at: hours).map(\.isNew) == [isNew])
            try await trial.send(drift, status: "resolved", since: hours, at: hours + 1)
        }
    }
}
