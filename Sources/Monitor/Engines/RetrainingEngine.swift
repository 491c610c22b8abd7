import Foundation

/// Something that runs retrainings: the seam behind which every workflow engine stands.
protocol RetrainingEngine: Sendable {
    /// What keeps a second call with the same key from starting a second run.
    var idempotency: Idempotency { get }
    /// Starts a run. An answer that it does not understand is `ambiguous`.
    func start(_ request: RetrainingRequest) async -> StartOutcome
    /// Tells how far a run is; throws if the engine cannot be asked now. A state that it does not know is `running`.
    func poll(_ run: EngineRun) async throws -> RunReport
    /// Asks the engine to end a run; throws if the engine cannot be asked now.
    func cancel(_ run: EngineRun) async throws -> Cancelling
    /// Finds the run that was started with a key since a moment; nil if there is none; throws if the engine cannot be
    /// asked now.
    func find(key: String, since moment: Date) async throws -> EngineRun?
}
