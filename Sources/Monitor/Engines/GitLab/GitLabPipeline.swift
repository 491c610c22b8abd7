/// The part of a pipeline of GitLab CI that tells how far it is.
struct GitLabPipeline: Decodable, Sendable {
    let id: Int
    let status: String?
    /// What `workflow: name` of the pipeline amounts to.
    let name: String?
    let page: String?
    /// Why there is nothing to run.
    let mistakes: String?

    private enum CodingKeys: String, CodingKey {
        case id, status, name
        case page = "web_url"
        case mistakes = "yaml_errors"
    }

    func engineRun(isNew: Bool) -> EngineRun {
        EngineRun(id: "\(id)", url: EngineRun.page(page), isNew: isNew)
    }

    /// The state in words common to all engines.
    var runState: RunState {
        let text = (status ?? "") + (mistakes.map { ": \($0.prefix(300))" } ?? "")
        return switch status {
        case "success": .succeeded(text)
        case "failed", "skipped": .failed(text)
        case "canceled": .cancelled(text)
        case "created", "waiting_for_resource", "preparing", "pending", "manual", "scheduled": .waiting(text)
        default: .running(text)
        }
    }
}
