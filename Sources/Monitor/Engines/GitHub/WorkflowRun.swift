/// The part of a workflow run of GitHub Actions that tells how far it is.
struct WorkflowRun: Decodable, Sendable {
    let id: Int
    let status: String?
    let conclusion: String?
    /// What `run-name` of the workflow amounts to.
    let title: String?
    let page: String?

    private enum CodingKeys: String, CodingKey {
        case id, status, conclusion
        case title = "display_title"
        case page = "html_url"
    }

    /// A list of runs, the newest first.
    struct List: Decodable, Sendable {
        let runs: [WorkflowRun]

        private enum CodingKeys: String, CodingKey {
            case runs = "workflow_runs"
        }
    }

    var engineRun: EngineRun { EngineRun(id: "\(id)", url: EngineRun.page(page), isNew: false) }

    /// The state in words common to all engines.
    var runState: RunState {
        switch status {
        case "completed": end
        case "queued", "requested", "waiting", "pending": .waiting(status ?? "")
        default: .running(status ?? "")
        }
    }

    private var end: RunState {
        let text = conclusion ?? "completed"
        return switch conclusion {
        case "success", "neutral": .succeeded(text)
        case "cancelled": .cancelled(text)
        default: .failed(text)
        }
    }
}
