/// The part of a Dagster run that tells how far it is.
struct DagsterRun: Sendable {
    let id: String
    let status: String
    /// Why it failed, in a word; nil if Dagster does not tell.
    let failure: String?

    /// Takes a value of GraphQL's type `Run`; nil if it is none.
    init?(_ value: JSONValue) {
        guard let id = value["runId"]?.string, let status = value["status"]?.string else { return nil }
        self.id = id
        self.status = status
        failure = value["tags"]?.array?.first { $0["key"]?.string == "dagster/failure_reason" }?["value"]?.string
    }

    /// Whether it waits for a place.
    var isQueued: Bool { ["QUEUED", "NOT_STARTED"].contains(status) }
    /// Whether it is over.
    var isOver: Bool { ["SUCCESS", "FAILURE", "CANCELED"].contains(status) }

    /// The state in words common to all engines.
    var runState: RunState {
        switch status {
        case "SUCCESS": .succeeded(status)
        case "FAILURE": .failed(failure.map { "\(status): \($0)" } ?? status)
        case "CANCELED": .cancelled(status)
        case "QUEUED", "NOT_STARTED", "MANAGED", "STARTING": .waiting(status)
        default: .running(status)
        }
    }
}
