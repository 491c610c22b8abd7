import Foundation
import GRDB
import Logging
import Synchronization
import Testing
import TestSupport

@testable import Monitor

struct RolloutServiceTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("bridge.sqlite")
    }

    private func rollout(_ id: String = "01jdexample000000000000000", isAutomatic: Bool = true) -> Rollout {
        var plan = RolloutPlan()
        plan.stages = [10, 50, 100]
        plan.isAutomatic = isAutomatic
        return Rollout(id: id, model: "m", control: "1", candidate: "2", plan: plan, at: Self.start)
    }

    private func observe(_ store: BridgeStore, candidateErrors: Int) async throws {
        _ = try await store.changeRollout(of: "m", actor: "test", at: Self.start) { rollout in
            for index in 0..<200 {
                rollout.observe(RolloutObservation(.control))
                rollout.observe(RolloutObservation(.candidate, isError: index < candidateErrors))
            }
            return nil
        }
    }

    private func decide(_ store: BridgeStore, after seconds: TimeInterval) async {
        await RolloutService(store: store, logger: Logger(label: "test"), now: { Self.start + seconds }).decideDue()
    }

    @Test func `it goes on by evidence alone, also after a restart`() async throws {
        try await BridgeStore(path: path).start(rollout(), actor: "operator:alice", at: Self.start)
        var store = try BridgeStore(path: path)
        await decide(store, after: 7200)
        #expect(try await store.rollout(of: "m")?.percentage == 10)
        try await observe(store, candidateErrors: 0)
        await decide(store, after: 7205)
        #expect(try await store.rollout(of: "m")?.percentage == 10, "it was put off for ten seconds")
        store = try BridgeStore(path: path)
        await decide(store, after: 7210)
        #expect(try await store.rollout(of: "m")?.percentage == 50)
        try await observe(store, candidateErrors: 40)
        await decide(store, after: 7210 + 3599)
        #expect(try await store.rollout(of: "m")?.percentage == 50)
        await decide(store, after: 7210 + 3600)
        let rollout = try #require(try await store.rollout(of: "m"))
        #expect(rollout.state == .rolledBack && rollout.percentage == 0)
        let events = try await store.rolloutEvents(of: rollout.id)
        #expect(events.map(\.actor) == ["operator:alice", "rollout", "rollout"])
        #expect(events.map(\.percentage) == [10, 50, 0])
        #expect(events.last?.reason.hasPrefix("error_rate is 0.2 instead of 0.0, p = ") == true)
        #expect(try await store.dueRollouts(at: .distantFuture).isEmpty)
    }

    @Test func `a plan that leaves it to people takes no step`() async throws {
        let store = try BridgeStore(path: path)
        try await store.start(rollout(isAutomatic: false), actor: "a", at: Self.start)
        try await observe(store, candidateErrors: 200)
        await decide(store, after: 4000)
        #expect(try await store.rollout(of: "m")?.percentage == 10)
    }

    @Test func `a model has one rollout that runs, and the trail of it cannot be changed`() async throws {
        let store = try BridgeStore(path: path)
        try await store.start(rollout(), actor: "a", at: Self.start)
        await #expect(throws: RolloutError.running(model: "m", candidate: "2")) {
            try await store.start(rollout("01jdexample000000000000001"), actor: "a", at: Self.start)
        }
        await #expect(throws: RolloutError.none(model: "x")) {
            try await store.changeRollout(of: "x", actor: "a", at: Self.start) { _ in nil }
        }
        for sql in ["UPDATE rollout_event SET actor = 'b'", "DELETE FROM rollout_event"] {
            await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
        }
        _ = try await store.changeRollout(of: "m", actor: "a", at: Self.start) { rollout in
            rollout.rollBack(at: Self.start)
            return "enough"
        }
        await #expect(throws: RolloutError.over(model: "m", .rolledBack)) {
            try await store.changeRollout(of: "m", actor: "a", at: Self.start) { _ in nil }
        }
        try await store.start(rollout("01jdexample000000000000001"), actor: "a", at: Self.start + 1)
        #expect(try await store.rollouts(endedAfter: .distantPast).map(\.id) == ["01jdexample000000000000001"])
    }
}
