/// Something that runs retrainings: the seam behind which every workflow engine stands.
///
/// An engine never throws: an answer that it does not understand is `unavailable` or `running`.
protocol RetrainingEngine: Sendable {
    /// Starts a run; the same key never starts a second one.
    func start(_ request: RetrainingRequest) async -> StartOutcome
    /// Tells how far a run is; throws if the engine cannot be asked now.
    func poll(_ run: EngineRun) async throws -> RunState
    /// Finds the run that was started with a key; nil if there is none.
    func find(key: String) async throws -> EngineRun?
}
