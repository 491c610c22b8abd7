import Foundation
import Testing

@testable import Monitor

/// What is tried on the server of every engine that can run here.
struct RealEngineTrial {
    /// The engine for a retraining that takes some seconds, and fails or not.
    let engine: (_ seconds: Double, _ fails: Bool) throws -> any RetrainingEngine
    /// What the engine says of a run that has begun.
    let running: RunState

    /// A key that no other call has.
    static func key() -> String { "rt-\(ULID(at: Date()))-a1".lowercased() }

    /// Starts a run.
    func started(_ engine: any RetrainingEngine, _ key: String = key()) async throws -> EngineRun {
        let outcome = try await engine.start(.testing(key: key, labels: ["model": EngineContractTests.hostile]))
        guard case .started(let run) = outcome else { throw Eventually.Timeout(description: "\(outcome)") }
        return run
    }

    /// Waits until a run is over.
    func end(of run: EngineRun) async throws -> RunState {
        try await Eventually.value(within: .seconds(120), "the run \(run.id) ends") {
            let state = try await state(of: run)
            switch state {
            case .waiting, .running: return nil
            default: return state
            }
        }
    }

    private func state(of run: EngineRun) async throws -> RunState {
        try await Task.sleep(for: .milliseconds(300))
        return try await engine(0, false).poll(run).state
    }

    /// A run succeeds, one fails, one is ended while it runs and one before it began.
    func runs() async throws {
        let success = try await started(engine(0, false))
        guard case .succeeded = try await end(of: success) else {
            Issue.record("expected success")
            return
        }
        let failure = try await started(engine(0, true))
        guard case .failed = try await end(of: failure) else {
            Issue.record("expected failure")
            return
        }
        #expect(try await engine(0, false).cancel(success) == .accepted)
        guard case .succeeded = try await state(of: success) else {
            Issue.record("a run that is over was changed")
            return
        }
        let long = try await started(engine(600, false))
        try await Eventually.holds(within: .seconds(120), "the run begins") { try await state(of: long) == running }
        let waiting = try await started(engine(600, false))
        for run in [waiting, long] {
            #expect(try await engine(0, false).cancel(run) == .accepted)
            guard case .cancelled = try await end(of: run) else {
                Issue.record("expected \(run.id) to be cancelled")
                continue
            }
        }
        #expect(try await engine(0, false).poll(EngineRun(id: UUID().uuidString, url: nil)).state == .missing)
    }
}
