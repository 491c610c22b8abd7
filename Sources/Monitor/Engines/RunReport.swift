/// What an engine tells of a run.
struct RunReport: Sendable, Equatable {
    let state: RunState
    /// The run under the name it has from now on, where that changes, as from a place in a queue to a build.
    var run: EngineRun?
    /// What the run gave back, by name: where the engine tells it, the version of the model that it made.
    var output: [String: String] = [:]
}
