/// The part of a workflow that tells how far it is and what it gave back.
struct ArgoWorkflow: Decodable, Sendable {
    /// What it is read from; without a choice an answer holds every step of the workflow.
    static let fields = "spec.shutdown,status.phase,status.message,status.outputs"

    struct Spec: Decodable, Sendable {
        /// How the workflow was ended by somebody.
        let shutdown: String?
    }

    struct Status: Decodable, Sendable {
        let phase: String?
        let message: String?
        let outputs: Outputs?
    }

    struct Outputs: Decodable, Sendable {
        let parameters: [Parameter]?
    }

    struct Parameter: Decodable, Sendable {
        let name: String
        let value: JSONValue?
    }

    let spec: Spec?
    let status: Status?

    /// A list of archived workflows.
    struct List: Decodable, Sendable {
        let items: [ArgoWorkflow]?
    }

    /// The state in words common to all engines, with the global output parameters.
    var report: RunReport {
        let outputs = (status?.outputs?.parameters ?? []).compactMap { parameter in
            parameter.value?.string.map { (parameter.name, $0) }
        }
        return RunReport(state: runState, output: Dictionary(outputs) { first, _ in first })
    }

    /// A workflow that was ended by somebody counts as failed with Argo.
    private var runState: RunState {
        let text = (status?.phase ?? "") + (status?.message.map { ": \($0.prefix(300))" } ?? "")
        return switch status?.phase {
        case "Succeeded": .succeeded(text)
        case "Pending", "", nil: .waiting(text)
        case "Failed", "Error": spec?.shutdown == nil ? .failed(text) : .cancelled(text)
        default: .running(text)
        }
    }
}
