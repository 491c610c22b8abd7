extension RetrainingEngine {
    /// What it means that an engine did not take the end of a run: nothing if the run is over.
    ///
    /// Engines answer to the end of a finished run in as many ways as there are engines, so the run itself is asked.
    func cancelling(_ run: EngineRun, after error: EngineError) async throws -> Cancelling {
        guard case .status = error else { throw error }
        switch try await poll(run).state {
        case .succeeded, .failed, .cancelled, .lost: return .accepted
        case .waiting, .running, .missing: break
        }
        switch error.startOutcome {
        case .refused(let reason), .unauthorized(let reason): return .refused(reason)
        default: throw error
        }
    }
}
