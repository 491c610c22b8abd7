/// How a webhook engine learns how far a run is.
struct WebhookStatus: Sendable, Equatable {
    /// Where it asks, with `{run_id}` in place of the run.
    let url: RunURL
    /// Where the answer tells the state.
    let state: JSONPointer
    /// Where the answer tells more about it, for people; nil for nowhere.
    let message: JSONPointer?
    /// Where the answer tells what the run gave back, an object; nil for nowhere.
    let output: JSONPointer?
    /// States of a run that is over; with any other it is under way.
    let succeeded: Set<String>
    let failed: Set<String>
    let cancelled: Set<String>

    init(_ mapping: ConfigurationMapping) {
        url = RunURL(mapping)
        state = mapping.value("state")
        message = mapping.optionalValue("message")
        output = mapping.optionalValue("output")
        succeeded = Set(mapping.value("succeeded", as: [String].self))
        failed = Set(mapping.value("failed", as: [String].self))
        cancelled = Set(mapping.value("cancelled", default: [String]()))
        if !succeeded.isDisjoint(with: failed) || !cancelled.isDisjoint(with: succeeded.union(failed)) {
            mapping.reject("succeeded", "shares a state with \"failed\" or \"cancelled\"")
        }
    }

    /// The state in words common to all engines, with what the run gave back; nil if the document tells no state.
    func report(_ document: JSONValue) -> RunReport? {
        runState(document).map { RunReport(state: $0, output: output?.value(in: document)?.scalars ?? [:]) }
    }

    private func runState(_ document: JSONValue) -> RunState? {
        guard let state = state.text(in: document) else { return nil }
        let more = message?.text(in: document).map { ": \($0.prefix(EngineDetail.limit))" } ?? ""
        let text = String(state.prefix(EngineDetail.limit)) + more
        if succeeded.contains(state) { return .succeeded(text) }
        if failed.contains(state) { return .failed(text) }
        return cancelled.contains(state) ? .cancelled(text) : .running(text)
    }
}
